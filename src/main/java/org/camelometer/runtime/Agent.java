package org.camelometer.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.camelometer.component.spool.StoreException;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.publish.Ledger;
import org.camelometer.runtime.management.MetricsServer;
import org.camelometer.runtime.routes.RouteCheck;
import org.camelometer.runtime.routes.RouteFaults;
import org.camelometer.runtime.routes.RouteFiles;
import org.camelometer.transform.Step;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running agent: its routes in a Camel context of their own. Start it once, close it once. */
final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private final Assembly assembly;
  private final Main main = new Main();
  private final AgentRoutes routes;
  private final ExecutorService taps = Threads.forTaps();
  private final ExecutorService fanOut = Threads.forFanOut();
  private final ManagedParts managed = new ManagedParts();
  private @Nullable MetricsServer metrics;

  private Agent(Assembly assembly, Path spools) {
    this.assembly = assembly;
    this.routes = new AgentRoutes(assembly, spools);
  }

  /**
   * Starts an agent.
   *
   * @param beans further beans that its routes may name
   * @throws DefinitionException if the configuration can't be used; nothing runs then
   */
  static Agent start(AgentConfiguration configuration, Map<String, Object> beans) {
    Assembly assembly = Assembly.of(configuration);
    StateFolder.check(assembly);
    Agent agent = new Agent(assembly, assembly.settings().spools());
    agent.assembly.problems().stream().map(Problem::toString).forEach(LOG::warn);
    agent.prepare(beans);
    agent.startRoutes();
    agent.managed.register(agent.assembly, agent.routes.ledgers());
    agent.serveMetrics();
    Changes.watch(agent.assembly, agent.context());
    agent.tellStart();
    return agent;
  }

  /**
   * Makes every route of a configuration, runs none of them, and lets them go: what can be known of
   * it while another agent runs.
   *
   * @throws DefinitionException if the configuration can't be used
   */
  static void tryOut(AgentConfiguration configuration) {
    TrialFolder spools = TrialFolder.make(); // the real ones are in use
    try {
      Agent agent = new Agent(Assembly.of(configuration), spools.path());
      agent.prepare(Map.of());
      agent.main.configure().withName("camelometer-trial").withAutoStartup(false);
      agent.main.configure().withJmxEnabled(false);
      agent.startRoutes();
      agent.close();
    } finally {
      spools.delete();
    }
  }

  private void startRoutes() {
    try {
      main.start();
    } catch (Exception | LinkageError e) {
      DefinitionException all = explain(e);
      close();
      throw all;
    }
  }

  /** Everything that is wrong with the routes; Camel tells but the first. */
  private DefinitionException explain(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException unusable) {
        return new DefinitionException(
            Position.of("camelometer.state-dir"),
            unusable.getMessage()
                + "; end the agent that uses it, or set a folder that this one may write to");
      }
    }
    AgentConfiguration configuration = assembly.configuration();
    List<Problem> errors =
        RouteCheck.check(
                configuration.directory(),
                configuration.settings(),
                AgentRoutes.generated(assembly))
            .stream()
            .filter(Problem::isError)
            .toList();
    return errors.isEmpty()
        ? RouteFaults.explain(thrown, configuration.directory())
        : new DefinitionException(errors);
  }

  private void prepare(Map<String, Object> beans) {
    RouteFiles files = new RouteFiles(assembly.configuration().directory());
    files.configure(main, "camelometer", files.patterns());
    main.configure().addRoutesBuilder(routes);
    main.bind("taps", taps);
    main.bind("fan-out", fanOut);
    assembly.publishers().beans().forEach(main::bind);
    beans.forEach(main::bind);
  }

  private void tellStart() {
    assembly
        .polled()
        .forEach(
            source -> {
              if (source.pollsters().isEmpty()) {
                LOG.warn(
                    "Source '{}' polls nothing: no pollster here matches {}.",
                    source.name(),
                    source.meters());
              } else {
                LOG.info(
                    "Source '{}' polls {} every {} s, first in {} ms.",
                    source.name(),
                    meters(source.pollsters().size()),
                    source.interval().toSeconds(),
                    source.offset().toMillis());
              }
            });
    SpoolFolder.of(assembly).orphans().forEach(LOG::warn);
    LOG.info("Camelometer runs. Its routes are in JMX under org.apache.camel:context=camelometer.");
  }

  /** What waited for more samples has never been published. */
  private void tellHeld() {
    for (SinkDefinition sink : assembly.sinks()) {
      for (Step step : assembly.transformersOf(sink).steps()) {
        if (step.held() > 0) {
          LOG.warn("{} held back {} samples, which are lost now.", step, step.held());
        }
      }
    }
  }

  /** Nobody's samples depend on it, so the agent also runs without. */
  private void serveMetrics() {
    Optional<InetSocketAddress> address = assembly.settings().management();
    if (address.isPresent()) {
      try {
        metrics =
            MetricsServer.start(address.get(), new AgentMetrics(assembly, routes.ledgers())::text);
      } catch (IOException e) {
        LOG.warn(
            "Metrics aren't served at {}:{}: {}. Set {}.",
            address.get().getHostString(),
            address.get().getPort(),
            e.getMessage(),
            MetricsServer.remedy(address.get(), e));
      }
    }
  }

  private static String meters(int count) {
    return count == 1 ? "1 meter" : count + " meters";
  }

  /** Whether its routes run. */
  boolean isRunning() {
    return main.isStarted();
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  /** The accounts of its publishers, in their order. */
  Collection<Ledger> ledgers() {
    return routes.ledgers().values();
  }

  Assembly assembly() {
    return assembly;
  }

  /** Lets what is on its way arrive, for some seconds, then lets everything go. */
  @Override
  public void close() {
    managed.unregister();
    if (metrics != null) {
      metrics.close();
    }
    new Ending(main, assembly, ledgers()).run();
    tellHeld();
    taps.shutdownNow();
    fanOut.shutdownNow();
  }
}
