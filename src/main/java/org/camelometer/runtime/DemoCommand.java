package org.camelometer.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camelometer.definition.MeterFilter;
import org.camelometer.definition.PipelineDefinition;
import org.camelometer.definition.Places;
import org.camelometer.definition.Position;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.Settings;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.runtime.terminal.DemoBoard;
import org.camelometer.runtime.terminal.LastWarning;
import org.camelometer.runtime.terminal.Terminal;
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
  private static final Position BUILT_IN = Position.of("demo");

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
    return settings.with(Map.of("camelometer.libvirt.uri", uri, "camelometer.polling.spread", "0"));
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
    SourceDefinition source =
        new SourceDefinition(
            "demo",
            INTERVAL,
            new MeterFilter(List.of("*")),
            List.of(),
            List.of(),
            List.of("demo"),
            Places.of(BUILT_IN));
    List<PublisherUrl> publishers =
        List.of(
            PublisherUrl.parse("file://" + file, BUILT_IN),
            PublisherUrl.parse("camel:bean:board?method=show", BUILT_IN));
    SinkDefinition sink = new SinkDefinition("demo", List.of(), publishers, BUILT_IN);
    return new PipelineDefinition(List.of(source), List.of(sink));
  }
}
