package org.camelometer.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.camelometer.definition.Problem;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.runtime.replay.Delivery;
import org.camelometer.runtime.replay.EventClock;
import org.camelometer.runtime.routes.RouteFaults;
import org.camelometer.runtime.routes.RouteFiles;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Takes recorded samples through the pipelines of a configuration: the routes of an agent without
 * its timers, its publishers and the user's further routes, so that nothing leaves the process. For
 * one thread.
 */
final class Replay implements AutoCloseable {
  private final Assembly assembly;
  private final EventClock clock;
  private final ReplayRoutes routes;
  private final Main main = new Main();
  private final ExecutorService taps = Threads.forTaps();
  private @Nullable ProducerTemplate producer;

  private Replay(Assembly assembly, EventClock clock) {
    this.assembly = assembly;
    this.clock = clock;
    this.routes = new ReplayRoutes(assembly);
  }

  /**
   * Makes the routes.
   *
   * @throws DefinitionException if the configuration can't be used
   */
  static Replay of(AgentConfiguration configuration) {
    EventClock clock = new EventClock();
    Replay replay = new Replay(Assembly.of(configuration, clock), clock);
    replay.start();
    return replay;
  }

  private void start() {
    RouteFiles files = new RouteFiles(assembly.configuration().directory());
    files.configure(main, "camelometer-replay", String.join(",", files.templates()));
    main.configure().withJmxEnabled(false);
    main.configure().addRoutesBuilder(routes);
    main.bind("taps", taps);
    main.bind("fan-out", taps); // named by the template; publishers get batches one after the other
    try {
      main.start();
      producer = main.getCamelContext().createProducerTemplate();
    } catch (Exception | LinkageError e) {
      close();
      throw RouteFaults.explain(e, assembly.configuration().directory());
    }
  }

  /**
   * Takes a publish context through: its samples through every source in the order of the file,
   * then a flush once for each pipeline.
   *
   * @param now the time of day to the transformers
   * @return what the publishers would get, in the order of publishing
   */
  List<Delivery> publish(List<Sample> samples, Instant now) {
    clock.set(now);
    for (SourceDefinition source : assembly.sources()) {
      send(source, Batch.of(samples));
    }
    for (SourceDefinition source : assembly.sources()) {
      send(source, Batch.flush());
    }
    return routes.take();
  }

  /** What is legal in the configuration, but probably not meant. */
  List<Problem> problems() {
    return assembly.problems();
  }

  private void send(SourceDefinition source, Batch batch) {
    Objects.requireNonNull(producer).sendBody("direct:" + RouteNames.source(source.name()), batch);
  }

  @Override
  public void close() {
    main.stop();
    taps.shutdownNow();
    assembly.close();
  }
}
