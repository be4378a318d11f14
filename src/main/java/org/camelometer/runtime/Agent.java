package org.camelometer.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running agent: its routes in a Camel context of their own. Start it once, close it once. */
final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private static final List<String> TEMPLATES =
      List.of("polling-source", "source", "sink", "publisher");

  private final Assembly assembly;
  private final Main main = new Main();
  private final ExecutorService taps = Threads.forTaps();
  private final ManagedParts managed = new ManagedParts();

  private Agent(Assembly assembly) {
    this.assembly = assembly;
  }

  /**
   * Starts an agent.
   *
   * @param beans further beans that its routes may name
   * @throws DefinitionException if the configuration can't be used; nothing runs then
   */
  static Agent start(AgentConfiguration configuration, Map<String, Object> beans) {
    Agent agent = new Agent(Assembly.of(configuration));
    agent.assembly.warnings().stream().map(Problem::toString).forEach(LOG::warn);
    agent.prepare(beans);
    agent.startRoutes();
    agent.managed.register(agent.assembly);
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
    Agent agent = new Agent(Assembly.of(configuration));
    agent.prepare(Map.of());
    agent.main.configure().withName("camelometer-trial").withAutoStartup(false);
    agent.main.configure().withJmxEnabled(false);
    agent.startRoutes();
    agent.close();
  }

  private void startRoutes() {
    try {
      main.start();
    } catch (Exception | LinkageError e) {
      close();
      throw RouteFaults.explain(e, assembly.configuration().directory());
    }
  }

  private void prepare(Map<String, Object> beans) {
    configure(main, directory());
    main.configure().withName("camelometer").withRoutesIncludePattern(routePatterns());
    main.configure().addRoutesBuilder(new PipelineRoutes(assembly));
    Path properties = directory().resolve("application.properties");
    if (Files.exists(properties)) {
      main.setPropertyPlaceholderLocations("file:" + properties.toAbsolutePath());
    }
    main.bind("taps", taps);
    assembly.publishers().beans().forEach(main::bind);
    beans.forEach(main::bind);
  }

  /** What holds for the routes of a configuration folder, whether they run or are checked. */
  static void configure(Main main, Path directory) {
    // Ours alone hear signals; camel-main's own would hold on to every agent until the process
    // ends.
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure()
        .withBasePackageScanEnabled(false)
        .withStreamCachingEnabled(false)
        .withShutdownTimeout(15)
        .withAutoConfigurationLogSummary(false);
    // A batch for a route that isn't there fails at once, instead of holding up its sink for 30 s.
    main.addInitialProperty("camel.component.direct.block", "false");
    main.addInitialProperty("camel.component.kamelet.location", kameletLocations(directory));
  }

  private Path directory() {
    return assembly.configuration().directory().toAbsolutePath();
  }

  /** The shipped templates, those aside that the user replaced, and the user's own routes. */
  private String routePatterns() {
    Path routes = directory().resolve("routes");
    Stream<String> shipped =
        TEMPLATES.stream()
            .map(template -> template + ".camel.yaml")
            .filter(file -> !Files.exists(routes.resolve(file)))
            .map(file -> "classpath:routes/" + file);
    Stream<String> own =
        Files.isDirectory(routes) ? Stream.of("file:" + routes + "/*.camel.yaml") : Stream.empty();
    return Stream.concat(shipped, own).collect(Collectors.joining(","));
  }

  private static String kameletLocations(Path directory) {
    Path kamelets = directory.toAbsolutePath().resolve("kamelets");
    return Files.isDirectory(kamelets)
        ? "file:" + kamelets + ",classpath:kamelets"
        : "classpath:kamelets";
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
                    "Source '{}' polls {} meters every {} s, first in {} ms.",
                    source.name(),
                    source.pollsters().size(),
                    source.interval().toSeconds(),
                    source.offset().toMillis());
              }
            });
    LOG.info("Camelometer runs. Its routes are in JMX under org.apache.camel:context=camelometer.");
  }

  /** Whether its routes run. */
  boolean isRunning() {
    return main.isStarted();
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  Assembly assembly() {
    return assembly;
  }

  /** Lets the cycles that run come to their end, then lets everything go. */
  @Override
  public void close() {
    managed.unregister();
    main.stop();
    taps.shutdownNow();
    assembly.close();
  }
}
