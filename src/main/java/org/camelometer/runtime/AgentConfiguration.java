package org.camelometer.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PipelineDefinition;
import org.camelometer.definition.PipelineLoader;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Settings;

/**
 * Everything that an agent reads before it starts.
 *
 * @param directory the configuration folder
 * @param settings what users set
 * @param agent the agent's own settings
 * @param pipelines pipeline.yaml
 * @param polling polling.yaml, if there is one: then it alone says what is polled, and what is
 *     polled goes to the bus
 * @param warnings what is legal but probably not meant
 */
record AgentConfiguration(
    Path directory,
    Settings settings,
    AgentSettings agent,
    PipelineDefinition pipelines,
    Optional<PipelineDefinition> polling,
    List<Problem> warnings) {

  /**
   * Reads and checks a configuration folder.
   *
   * @param commandLine keys that the command line sets
   * @throws DefinitionException with every problem found
   */
  static AgentConfiguration load(Path directory, Map<String, String> commandLine) {
    Settings settings = settings(directory, commandLine);
    AgentSettings agent = AgentSettings.from(settings);
    List<Problem> problems = new ArrayList<>(SettingKeys.check(settings, agent.lenient()));
    PipelineLoader loader = new PipelineLoader(agent.lenient());
    Path pollingFile = file(directory, settings, "camelometer.polling-file", "polling.yaml");
    Optional<PipelineDefinition> polling =
        Files.exists(pollingFile)
            ? collect(() -> loader.polling(pollingFile), problems)
            : Optional.empty();
    Path pipelineFile = file(directory, settings, "camelometer.pipeline-file", "pipeline.yaml");
    PipelineDefinition pipelines =
        polling.isPresent() && !Files.exists(pipelineFile)
            ? new PipelineDefinition(List.of(), List.of(), List.of())
            : collect(() -> loader.pipelines(pipelineFile), problems).orElse(null);
    if (pipelines == null || problems.stream().anyMatch(Problem::isError)) {
      throw new DefinitionException(problems);
    }
    problems.addAll(pipelines.warnings());
    polling.ifPresent(definition -> problems.addAll(definition.warnings()));
    return new AgentConfiguration(directory, settings, agent, pipelines, polling, problems);
  }

  /**
   * A configuration whose pipelines are made in the process.
   *
   * @param directory where users may keep routes and kamelets; need not exist
   */
  static AgentConfiguration of(Path directory, Settings settings, PipelineDefinition pipelines) {
    AgentSettings agent = AgentSettings.from(settings);
    return new AgentConfiguration(
        directory, settings, agent, pipelines, Optional.empty(), List.of());
  }

  /** The settings of a folder without its pipelines, for commands that publish nothing. */
  static Settings settings(Path directory, Map<String, String> commandLine) {
    if (!Files.isDirectory(directory)) {
      throw new DefinitionException(
          Position.of(directory.toString()),
          "there is no such configuration folder; create it or name another one with --config");
    }
    return Settings.load(directory.resolve("application.properties"), System.getenv())
        .with(commandLine);
  }

  /** Whether what is polled goes to the bus instead of through the pipelines. */
  boolean notifies() {
    return polling.isPresent() || agent.mode() == AgentSettings.Mode.NOTIFY;
  }

  /** The definition whose sources are polled. */
  PipelineDefinition polled() {
    return polling.orElse(pipelines);
  }

  private static Path file(Path directory, Settings settings, String key, String otherwise) {
    return directory.resolve(settings.get(key, otherwise));
  }

  private static Optional<PipelineDefinition> collect(
      java.util.function.Supplier<PipelineDefinition> load, List<Problem> problems) {
    try {
      return Optional.of(load.get());
    } catch (DefinitionException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }
}
