package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelometer.definition.MeterFilter;
import org.camelometer.definition.Settings;
import org.camelometer.poll.Meter;
import org.camelometer.runtime.replay.Delivery;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pipeline.yaml that users start with delivers. */
class DefaultPipelineTest {
  private static final Path SHIPPED = Path.of("config");

  @TempDir Path folder;

  @Test
  void deliversNoReadingTwice() throws Exception {
    Path file = folder.resolve("out.jsonl");
    String fast =
        Files.readString(SHIPPED.resolve("pipeline.yaml"))
            .replace("interval: 600", "interval: 1")
            .replace("- notifier://", "- file://" + file);
    new ConfigurationFolder(folder).write("pipeline.yaml", fast);
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> count(file, "cpu_util") >= 3);
      assertThat(agent.isRunning()).isTrue();
    }
    List<Sample> samples = ConfigurationFolder.lines(file).stream().map(SampleJson::read).toList();
    assertThat(samples).extracting(DefaultPipelineTest::reading).doesNotHaveDuplicates();
    assertThat(samples)
        .extracting(Sample::name)
        .contains("cpu", "cpu_util", "cpu.delta", "disk.device.read.bytes.rate")
        .contains("disk.write.requests.rate", "network.incoming.packets.rate");
  }

  /** Every meter that is polled by that, of two resources, at two ticks. */
  @Test
  void deliversNoMeterTwiceWhateverIsPolled() {
    try (Replay replay = Replay.of(AgentConfiguration.load(SHIPPED, Map.of()))) {
      List<Sample> delivered = new ArrayList<>();
      for (String time : List.of("2026-11-20T16:50:00", "2026-11-20T17:00:00")) {
        replay.publish(tick(time), Instant.parse(time + "Z")).stream()
            .map(Delivery::sample)
            .forEach(delivered::add);
      }
      assertThat(delivered).extracting(DefaultPipelineTest::reading).doesNotHaveDuplicates();
      assertThat(names(delivered)).containsAll(meters().stream().map(Meter::name).toList());
      assertThat(names(delivered)).hasSizeGreaterThanOrEqualTo(meters().size() + 14);
    }
  }

  private static Set<String> names(List<Sample> samples) {
    return samples.stream().map(Sample::name).collect(Collectors.toSet());
  }

  private static List<Sample> tick(String time) {
    List<Sample> samples = new ArrayList<>();
    for (Meter meter : meters()) {
      for (String resource : List.of("r1", "r2")) {
        samples.add(
            meter.sample().resourceId(resource).timestamp(time).volume(samples.size()).build());
      }
    }
    return samples;
  }

  private static Set<Meter> meters() {
    Settings settings = Settings.of(Map.of());
    try (var catalog = Pollsters.load(Path.of("config"), settings, AgentSettings.from(settings))) {
      Set<Meter> meters = new HashSet<>();
      catalog.selectedBy(new MeterFilter(List.of("*"))).forEach(p -> meters.addAll(p.meters()));
      assertThat(meters).extracting(Meter::type).contains(MeterType.CUMULATIVE);
      return meters;
    }
  }

  private static long count(Path file, String meter) {
    return ConfigurationFolder.lines(file).stream()
        .filter(line -> line.contains("\"name\":\"%s\"".formatted(meter)))
        .count();
  }

  private static String reading(Sample sample) {
    return "%s of %s at %s".formatted(sample.name(), sample.resourceId(), sample.timestamp());
  }
}
