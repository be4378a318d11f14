package org.camelometer.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PipelineDefinition;
import org.camelometer.definition.PipelineLoader;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
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
 * @param problems what is wrong with all that, errors included
 */
record AgentConfiguration(
    Path directory,
    Settings settings,
    AgentSettings agent,
    PipelineDefinition pipelines,
    Optional<PipelineDefinition> polling,
    List<Problem> problems) {

  /**
   * Reads a configuration folder: as much as can be read, and every problem found.
   *
   * @param commandLine keys that the command line sets
   * @throws DefinitionException if there is no such folder, or its settings can't be read at all
   */
  static AgentConfiguration load(Path directory, Map<String, String> commandLine) {
    Settings settings = settings(directory, commandLine);
    Problems problems = new Problems();
    AgentSettings agent = AgentSettings.from(settings, problems);
    problems.addAll(SettingKeys.check(settings, agent.lenient()));
    PipelineLoader loader = new PipelineLoader(agent.lenient(), problems);
    Path pollingFile = file(directory, settings, "camelometer.polling-file", "polling.yaml");
    Optional<PipelineDefinition> polling =
        Files.exists(pollingFile) ? Optional.of(loader.polling(pollingFile)) : Optional.empty();
    Path pipelineFile = file(directory, settings, "camelometer.pipeline-file", "pipeline.yaml");
    PipelineDefinition pipelines =
        polling.isPresent() && !Files.exists(pipelineFile)
            ? PipelineDefinition.EMPTY
            : loader.pipelines(pipelineFile);
    return new AgentConfiguration(directory, settings, agent, pipelines, polling, problems.list());
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
    if (directory.toAbsolutePath().toString().contains(",")) {
      throw new DefinitionException(
          Position.of(directory.toString()),
          "Camel takes a comma in a path for the end of it; move the configuration to a folder"
              + " without one");
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
}
