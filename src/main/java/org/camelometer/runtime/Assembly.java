package org.camelometer.runtime;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Glob;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.poll.DiscoveryUrl;
import org.camelometer.poll.PollingSource;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.poll.SetAside;
import org.camelometer.poll.Ticks;
import org.camelometer.publish.PublisherContext;
import org.camelometer.transform.SourceFilter;

/** The parts of an agent, made from its configuration and connected to nothing yet. */
final class Assembly implements AutoCloseable {
  private final AgentConfiguration configuration;
  private final PollsterCatalog catalog;
  private final Publishers publishers;
  private final Map<String, List<Publisher>> publishersOfSinks = new LinkedHashMap<>();
  private final Map<String, SourceFilter> filters = new LinkedHashMap<>();
  private final SetAside setAside;
  private final Ticks ticks;
  private final ExecutorService sinkThreads = Threads.forSinks();
  private final Problems problems;

  private Assembly(
      AgentConfiguration configuration,
      PollsterCatalog catalog,
      Publishers publishers,
      Problems problems) {
    Clock clock = Clock.systemUTC();
    this.configuration = configuration;
    this.catalog = catalog;
    this.publishers = publishers;
    this.problems = problems;
    this.setAside = new SetAside(clock);
    this.ticks = new Ticks(clock);
  }

  /**
   * Makes the parts.
   *
   * @throws DefinitionException with every problem that shows only now
   */
  static Assembly of(AgentConfiguration configuration) {
    AgentSettings settings = configuration.agent();
    PublisherContext context =
        new PublisherContext(
            settings.host(), settings.secret(), configuration.settings(), Clock.systemUTC());
    Publishers publishers =
        new Publishers(
            configuration.directory().resolve("kamelets"), context, settings.notifyBatchSize());
    Problems problems = new Problems();
    problems.addAll(configuration.problems());
    PollsterCatalog catalog = Pollsters.load(configuration.settings(), settings, problems);
    Assembly assembly = new Assembly(configuration, catalog, publishers, problems);
    try {
      assembly.makePublishers();
      assembly.check().throwIfErrors();
      return assembly;
    } catch (RuntimeException wrong) {
      assembly.close();
      throw wrong;
    }
  }

  private void makePublishers() {
    for (SinkDefinition sink : sinks()) {
      publishersOfSinks.put(sink.name(), publishers.add(sink));
    }
    if (notifies()) {
      publishers.add(
          Publishers.NOTIFY,
          PublisherUrl.parse(
              "notifier://?event_type=telemetry.polling&topic=notifications",
              Position.of("camelometer.polling.mode")),
          "The bus, for polled samples,");
    }
  }

  private Problems check() {
    problems.addAll(publishers.problems());
    sinks().forEach(sink -> checkTransformers(sink, problems));
    checkDiscoveries();
    checkMeters();
    return problems;
  }

  private static void checkTransformers(SinkDefinition sink, Problems problems) {
    sink.transformers()
        .forEach(
            transformer ->
                problems.error(
                    transformer.position(),
                    ("sink '%s' names the transformer '%s', but this version has no transformers;"
                            + " leave 'transformers' empty")
                        .formatted(sink.name(), transformer.name())));
  }

  private void checkMeters() {
    List<String> known = catalog.entries().stream().map(entry -> entry.pollster().name()).toList();
    for (SourceDefinition source : configuration.polled().sources()) {
      for (String pattern : source.meters().patterns()) {
        Glob glob = new Glob(pattern);
        if (!pattern.startsWith("!") && known.stream().noneMatch(glob::matches)) {
          String hint =
              Nearest.to(pattern, known).map("; did you mean '%s'?"::formatted).orElse("");
          problems.warning(
              source.position(),
              "source '%s' names the meter '%s', which nothing here polls%s"
                  .formatted(source.name(), pattern, hint));
        }
      }
    }
  }

  private void checkDiscoveries() {
    Set<String> known = new LinkedHashSet<>(catalog.discoveryNames());
    for (SourceDefinition source : configuration.polled().sources()) {
      for (String url : source.discovery()) {
        String name = DiscoveryUrl.parse(url).name();
        if (!known.contains(name)) {
          // No error: nodes of other namespaces may share the file, and Ceilometer takes it too.
          problems.warning(
              source.position(),
              "source '%s' names the discovery '%s', which finds nothing in these namespaces%s"
                  .formatted(source.name(), url, Nearest.hint(name, known)));
        }
      }
    }
  }

  /** What is legal but probably not meant. */
  List<Problem> warnings() {
    return problems.list();
  }

  AgentConfiguration configuration() {
    return configuration;
  }

  AgentSettings settings() {
    return configuration.agent();
  }

  boolean notifies() {
    return configuration.notifies();
  }

  List<SourceDefinition> sources() {
    return configuration.pipelines().sources();
  }

  List<SinkDefinition> sinks() {
    return configuration.pipelines().sinks();
  }

  /** The sources that have something to poll. */
  List<PollingSource> polled() {
    return configuration.polled().sources().stream()
        .map(s -> PollingSource.of(s, catalog, settings().offset(s.interval())))
        .toList();
  }

  List<Publisher> publishersOf(SinkDefinition sink) {
    return publishersOfSinks.getOrDefault(sink.name(), List.of());
  }

  /** The intake of a source, which it keeps. */
  SourceFilter filterOf(SourceDefinition source) {
    return filters.computeIfAbsent(source.name(), name -> new SourceFilter(name, source.meters()));
  }

  Publishers publishers() {
    return publishers;
  }

  PollsterCatalog catalog() {
    return catalog;
  }

  SetAside setAside() {
    return setAside;
  }

  /** Goes on with batches that had to wait for a sink. */
  ExecutorService sinkThreads() {
    return sinkThreads;
  }

  Ticks ticks() {
    return ticks;
  }

  /** Lets go what publishers and pollsters hold; once the routes have ended. */
  @Override
  public void close() {
    sinkThreads.shutdown();
    publishers.close();
    catalog.close();
  }
}
