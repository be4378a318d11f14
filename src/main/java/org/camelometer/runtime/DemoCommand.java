package org.camelometer.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camelometer.definition.PipelineDefinition;
import org.camelometer.definition.PipelineLoader;
import org.camelometer.definition.Problems;
import org.camelometer.definition.Settings;
import org.camelometer.runtime.terminal.DemoBoard;
import org.camelometer.runtime.terminal.LastWarning;
import org.camelometer.runtime.terminal.Terminal;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows at once what the agent does: polls every five seconds, into a file and onto the screen. */
@Command(
    name = "demo",
    description =
        "Polls the local hypervisor, or libvirt's built-in example, every 5 s; shows the samples"
            + " and writes them to samples.jsonl in the state folder (default: var).",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final String PIPELINE =
      """
      sources:
        - {name: demo, interval: 5, meters: ['*'], sinks: [demo]}
        - {name: demo_cpu, interval: 5, meters: [cpu], sinks: [demo_cpu]}
      sinks:
        - {name: demo, publishers: [FILE, 'camel:bean:board?method=show']}
        - name: demo_cpu
          transformers:
            - name: rate_of_change
              parameters:
                target:
                  name: cpu_util
                  unit: '%'
                  type: gauge
                  max: 100
                  scale: '100.0 / (10**9 * (resource_metadata.cpu_number or 1))'
          publishers: [FILE, 'camel:bean:board?method=show']
      """;

  @Mixin private CommonOptions options = new CommonOptions();

  @Override
  public Integer call() throws Exception {
    Signals signals = new Signals();
    Settings settings = settings();
    String uri = settings.get("camelometer.libvirt.uri", LocalHypervisor.BUILT_IN);
    Path file = AgentSettings.from(settings).stateDir().resolve("samples.jsonl");
    Terminal terminal = new Terminal();
    String title =
        "Camelometer: %s every %d s, into %s. Ctrl-C ends."
            .formatted(uri, INTERVAL.toSeconds(), shown(file));
    DemoBoard board = board(title, terminal.isInteractive() ? terminal : null);
    AgentConfiguration configuration =
        AgentConfiguration.of(options.config, settings, pipelines(file));
    try (Agent agent = Agent.start(configuration, Map.of("board", board))) {
      board.show(List.of());
      signals.await();
      return agent.isRunning() ? 0 : Main.FAILED;
    }
  }

  private Settings settings() {
    Settings settings =
        Files.isDirectory(options.config)
            ? AgentConfiguration.settings(options.config, options.settings())
            : Settings.of(Map.of());
    String uri = settings.get("camelometer.libvirt.uri").orElseGet(LocalHypervisor::uri);
    return settings.with(
        Map.of(
            "camelometer.libvirt.uri",
            uri,
            "camelometer.polling.spread",
            "0",
            "camelometer.management.port",
            "0"));
  }

  private static DemoBoard board(String title, @Nullable Terminal terminal) {
    if (terminal == null) {
      System.err.println(title);
      return new DemoBoard(title, System.out, null, () -> "");
    }
    LastWarning warning = LastWarning.insteadOfLog();
    return new DemoBoard(title, System.out, terminal, warning::text);
  }

  private static Path shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }

  private static PipelineDefinition pipelines(Path file) {
    Problems problems = new Problems();
    PipelineDefinition pipelines =
        new PipelineLoader(false, problems)
            .pipelines("demo", PIPELINE.replace("FILE", JsonValues.text("file://" + file)));
    problems.throwIfErrors();
    return pipelines;
  }
}
