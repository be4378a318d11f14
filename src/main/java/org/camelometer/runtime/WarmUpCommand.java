package org.camelometer.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camelometer.definition.PipelineDefinition;
import org.camelometer.definition.PipelineLoader;
import org.camelometer.definition.Problems;
import org.camelometer.definition.Settings;
import picocli.CommandLine.Command;

/**
 * Starts an agent with every kind of route and stops it: what a class-data archive is recorded
 * from.
 */
@Command(name = "warm-up", hidden = true, description = "Loads the classes of a run, and ends.")
final class WarmUpCommand implements Callable<Integer> {
  private static final String PIPELINE =
      """
      sources: [{name: s, interval: 1, meters: ['*'], sinks: [t, s]}]
      sinks:
      - name: t
        transformers:
        - {name: rate_of_change, parameters: {target: {name: r, max: 100, scale: '1.0 / (10**9 * (resource_metadata.cpu_number or 1))'}}}
        - {name: delta, parameters: {target: {name: d}}}
        publishers: ['log:']
      - {name: s, publishers: ['file://%s', 'udp://127.0.0.1:9', 'notifier://guest:guest@127.0.0.1:9/', 'log:']}
      """;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("camelometer");
    Path file = folder.resolve("samples.jsonl");
    PipelineDefinition pipelines =
        new PipelineLoader(false, new Problems()).pipelines("warm-up", PIPELINE.formatted(file));
    Settings settings =
        Settings.of(
            Map.of(
                "camelometer.libvirt.uri",
                "test:///default",
                "camelometer.polling.spread",
                "0",
                "camelometer.management.port",
                "0"));
    try (Agent agent = Agent.start(AgentConfiguration.of(folder, settings, pipelines), Map.of())) {
      for (int i = 0; i < 50 && Files.notExists(file); i++) {
        Thread.sleep(100);
      }
      return agent.isRunning() ? 0 : Main.FAILED;
    } finally {
      for (Path path : List.of(file, folder)) {
        Files.deleteIfExists(path);
      }
    }
  }
}
