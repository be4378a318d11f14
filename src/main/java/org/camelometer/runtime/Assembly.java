package org.camelometer.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.camelometer.definition.PipelineDefinition;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.poll.CyclePolling;
import org.camelometer.poll.PollingSource;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.poll.SetAside;
import org.camelometer.poll.Sharing;
import org.camelometer.poll.Ticks;
import org.camelometer.publish.PublisherContext;
import org.camelometer.transform.SourceFilter;
import org.camelometer.transform.TransformerCatalog;
import org.camelometer.transform.TransformerChain;
import org.camelometer.transform.TransformerContext;

/** The parts of an agent, made from its configuration and connected to nothing yet. */
final class Assembly implements AutoCloseable {
  private final AgentConfiguration configuration;
  private final Clock clock;
  private final Problems problems = new Problems();
  private final TransformerCatalog transformers = new TransformerCatalog();
  private final PollsterCatalog catalog;
  private final Publishers publishers;
  private final Map<String, List<Publisher>> publishersOfSinks = new LinkedHashMap<>();
  private final Map<String, TransformerChain> chains = new LinkedHashMap<>();
  private final Map<String, SourceFilter> filters = new LinkedHashMap<>();
  private final Map<String, CyclePolling> pollings = new LinkedHashMap<>();
  private final SetAside setAside;
  private final Ticks ticks;
  private final ExecutorService sinkThreads = Threads.forSinks();

  private Assembly(AgentConfiguration configuration, Clock clock) {
    this.configuration = configuration;
    this.clock = clock;
    AgentSettings settings = configuration.agent();
    problems.addAll(configuration.problems());
    catalog =
        Pollsters.load(configuration.directory(), configuration.settings(), settings, problems);
    PublisherContext context =
        new PublisherContext(
            settings.host(),
            settings.secret(),
            configuration.settings(),
            clock,
            settings.notifyBatchSize(),
            configuration.directory());
    publishers = new Publishers(configuration.directory().resolve("kamelets"), context);
    setAside = new SetAside(clock);
    ticks = new Ticks(clock, settings::deadline);
  }

  /**
   * Makes the parts.
   *
   * @throws DefinitionException with everything that is wrong with the configuration
   */
  static Assembly of(AgentConfiguration configuration) {
    return of(configuration, Clock.systemUTC());
  }

  /** The same with another clock, for samples of another time. */
  static Assembly of(AgentConfiguration configuration, Clock clock) {
    Assembly assembly = whatCanBeMade(configuration, clock);
    try {
      assembly.problems.throwIfErrors();
      return assembly;
    } catch (RuntimeException wrong) {
      assembly.close();
      throw wrong;
    }
  }

  /** As far as parts can be made, for whoever wants to know all problems. */
  static Assembly whatCanBeMade(AgentConfiguration configuration, Clock clock) {
    Assembly assembly = new Assembly(configuration, clock);
    try {
      assembly.makePublishers();
      assembly.makeTransformers();
      assembly.problems.addAll(assembly.publishers.problems());
      new Advice(assembly, assembly.problems).give();
      return assembly;
    } catch (RuntimeException | Error e) {
      assembly.close();
      throw e;
    }
  }

  private void makePublishers() {
    for (SinkDefinition sink : sinks()) {
      publishersOfSinks.put(sink.name(), publishers.add(sink));
    }
    if (notifies()) {
      publishers.addNotifier(
          PublisherUrl.parse(
              "notifier://?event_type=telemetry.polling&topic=notifications",
              Position.of("camelometer.polling.mode")));
    }
  }

  private void makeTransformers() {
    for (SinkDefinition sink : sinks()) {
      TransformerContext context =
          new TransformerContext(
              clock, settings().forgetAfter(longestInterval(sink)), settings().sampleSource());
      chains.put(sink.name(), transformers.chain(sink, context, settings().lenient(), problems));
    }
  }

  private Duration longestInterval(SinkDefinition sink) {
    Stream<SourceDefinition> feeding =
        sources().stream().filter(source -> source.sinks().contains(sink.name()));
    // What comes over the bus comes as often as somebody polls it, maybe by this polling.yaml.
    return Stream.concat(feeding, polledDefinition().sources().stream().filter(s -> notifies()))
        .map(SourceDefinition::interval)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** What is wrong; in an assembly that is whole, what is legal but probably not meant. */
  List<Problem> problems() {
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

  /** The sink of this name, if it is defined. */
  Optional<SinkDefinition> sink(String name) {
    return sinks().stream().filter(sink -> sink.name().equals(name)).findFirst();
  }

  /** The definition whose sources are polled. */
  PipelineDefinition polledDefinition() {
    return configuration.polled();
  }

  /** The sources that have something to poll. */
  List<PollingSource> polled() {
    return polledDefinition().sources().stream()
        .map(s -> PollingSource.of(s, catalog, settings().offset(s.interval())))
        .toList();
  }

  List<Publisher> publishersOf(SinkDefinition sink) {
    return publishersOfSinks.getOrDefault(sink.name(), List.of());
  }

  /** The transformers of a sink, with their state. */
  TransformerChain transformersOf(SinkDefinition sink) {
    return Objects.requireNonNull(chains.get(sink.name()), sink.name());
  }

  /** The intake of a source, which it keeps. */
  SourceFilter filterOf(SourceDefinition source) {
    return filters.computeIfAbsent(source.name(), name -> new SourceFilter(name, source.meters()));
  }

  /** What reads for a polling source, which keeps how it keeps up. */
  CyclePolling pollingOf(PollingSource source) {
    Sharing sharing = notifies() ? Sharing.FIRST_ALONE : Sharing.EACH;
    return pollings.computeIfAbsent(
        source.name(), name -> new CyclePolling(source, setAside, sharing, settings().batchSize()));
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

  Clock clock() {
    return clock;
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
