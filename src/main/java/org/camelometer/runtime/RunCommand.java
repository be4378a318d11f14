package org.camelometer.runtime;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the agent until a signal ends it. */
@Command(
    name = "run",
    description = "Runs the agent until SIGTERM or SIGINT; SIGHUP reads the configuration anew.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--pollster-list",
      paramLabel = "GLOB",
      arity = "1..*",
      description = "Keeps those pollsters alone whose name matches any of the patterns.")
  private @Nullable List<String> pollsters;

  @Override
  public Integer call() throws InterruptedException {
    Signals signals = new Signals();
    AgentConfiguration configuration = load();
    Agent agent = Agent.start(configuration, Map.of());
    while (signals.await() == Signals.Request.RELOAD) {
      agent = reload(agent);
    }
    LOG.info("Camelometer ends: it waits for what is on its way.");
    agent.close();
    LOG.info("Camelometer has ended.");
    return 0;
  }

  private AgentConfiguration load() {
    Map<String, String> settings = options.settings();
    if (pollsters != null) {
      settings.put("camelometer.pollster-list", String.join(",", pollsters));
    }
    return AgentConfiguration.load(options.config, settings);
  }

  /** Goes on with a new configuration, or with the present one if the new one is wrong. */
  private Agent reload(Agent agent) {
    try {
      AgentConfiguration next = load();
      Agent.tryOut(next);
      StateFolder.check(next);
      agent.close();
      Agent started = Agent.start(next, Map.of());
      LOG.info("Camelometer goes on with the configuration that it read anew.");
      return started;
    } catch (DefinitionException wrong) {
      LOG.error("The configuration is wrong; Camelometer goes on with the one before:");
      tell(wrong.problems());
      return agent;
    }
  }

  /** Each at its own level. */
  static void tell(List<Problem> problems) {
    for (Problem problem : problems) {
      LOG.atLevel(problem.isError() ? Level.ERROR : Level.WARN).log("{}", problem);
    }
  }
}
