package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} as somebody types it, through pipelines without transformers. */
class ReplayCommandTest {
  private static final String PIPELINES =
      """
      sources:
      - {name: all, interval: 60, meters: ['*'], sinks: [both]}
      - {name: processors, interval: 60, meters: [cpu], sinks: [file]}
      sinks:
      - {name: both, publishers: ['notifier://me:hidden@10.0.0.1:5672/', 'log:']}
      - {name: file, publishers: ['file:///tmp/cpu.jsonl']}
      """;

  @TempDir Path folder;
  @TempDir Path recordings;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void configure() {
    new ConfigurationFolder(folder).write("pipeline.yaml", PIPELINES);
  }

  @Test
  void printsWhatEachPublisherWouldGetInTheOrderOfPublishing() throws Exception {
    assertThat(replay(file("a", sample("cpu", 1), sample("vcpus", 2)))).isZero();
    assertThat(out.toString().lines())
        .hasSize(5)
        .first()
        .asString()
        .isEqualTo(
            "{\"batch\":1,\"publisher\":\"notifier://xxxxxx@10.0.0.1:5672/\",\"sample\":"
                + sample("cpu", 1)
                + "}");
    assertThat(deliveries())
        .containsExactly(
            "1 notifier://xxxxxx@10.0.0.1:5672/ cpu 1",
            "1 notifier://xxxxxx@10.0.0.1:5672/ vcpus 2",
            "1 log: cpu 1",
            "1 log: vcpus 2",
            "1 file:///tmp/cpu.jsonl cpu 1");
    assertThat(err.toString()).doesNotContain("hidden");
  }

  @Test
  void printsTheSameWithJson() throws Exception {
    String file = file("a", sample("cpu", 1));
    replay(file);
    String without = out.toString();
    out.getBuffer().setLength(0);
    assertThat(replay(file, "--json")).isZero();
    assertThat(out).hasToString(without);
  }

  @Test
  void replaysRecordedAmqpMessages() {
    new ConfigurationFolder(folder).pipeline("cpu", "log:");
    assertThat(replay("src/test/resources/conformance/polling-messages.jsonl")).isZero();
    assertThat(samples())
        .isNotEmpty()
        .allMatch(sample -> "cpu".equals(sample.get("name")))
        .allMatch(sample -> sample.get("monotonic_time") instanceof Double);
  }

  @Test
  void givesSamplesTheConfiguredSource() throws Exception {
    new ConfigurationFolder(folder)
        .pipeline("cpu", "log:")
        .set("camelometer.sample-source", "region-1");
    String bare = "{\"name\":\"cpu\",\"type\":\"gauge\",\"volume\":1}";
    assertThat(replay(file("a", bare, bare))).isZero();
    assertThat(samples()).hasSize(2).allMatch(sample -> "region-1".equals(sample.get("source")));
    assertThat(samples().stream().map(sample -> sample.get("id")).distinct()).hasSize(2);
  }

  @Test
  void numbersBatchesOverAllFiles() throws Exception {
    new ConfigurationFolder(folder).pipeline("cpu", "log:");
    String first = file("a", sample("cpu", 1), "", sample("cpu", 2));
    assertThat(replay(first, file("b", sample("cpu", 3)))).isZero();
    assertThat(deliveries()).containsExactly("1 log: cpu 1", "2 log: cpu 2", "3 log: cpu 3");
  }

  @Test
  void keepsWhatItPrintedBeforeABadLine() throws Exception {
    new ConfigurationFolder(folder).pipeline("cpu", "log:");
    String file = file("a", sample("cpu", 1), "", sample("cpu", 2), "{\"nam\":\"cpu\"}");
    assertThat(replay(file, file("b", sample("cpu", 3)))).isEqualTo(1);
    assertThat(deliveries()).containsExactly("1 log: cpu 1", "2 log: cpu 2");
    assertThat(err.toString().lines().filter(line -> line.contains(": error: ")))
        .singleElement()
        .asString()
        .startsWith(file + ":4: error: an object with 'nam' is nothing");
  }

  @Test
  void readsNothingWhenAFileIsMissing() throws Exception {
    String missing = recordings.resolve("missing").toString();
    String there = file("a", sample("cpu", 1));
    assertThat(replay(there, missing, recordings.toString())).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .containsExactly(
            missing + ": error: there is no such file; name a recording, or - for stdin",
            recordings + ": error: this is a folder; name the recordings in it");
  }

  @Test
  void refusesAWrongConfiguration() throws Exception {
    new ConfigurationFolder(folder).pipeline("cpu", "pigeon://loft");
    assertThat(replay(file("a", sample("cpu", 1)))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("pipeline.yaml:5:5: error: there is no publisher 'pigeon'");
  }

  @Test
  void warnsOfWhatIsProbablyNotMeant() throws Exception {
    new ConfigurationFolder(folder).pipeline("cpux", "log:");
    assertThat(replay(file("a", sample("cpu", 1)))).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("pipeline.yaml:1:").contains("warning: ").contains("cpux");
  }

  @Test
  void warnsWhereThereIsNoPipeline() throws Exception {
    Files.delete(folder.resolve("pipeline.yaml"));
    new ConfigurationFolder(folder)
        .write("polling.yaml", "sources: [{name: s, interval: 60, meters: [cpu]}]\n");
    assertThat(replay(file("a", sample("cpu", 1)))).isZero();
    assertThat(err.toString())
        .contains(folder + ": warning: there are no pipelines to replay through");
  }

  @Test
  void takesALongRecordingBatchByBatch() throws Exception {
    new ConfigurationFolder(folder).pipeline("cpu", "log:");
    Path file = recordings.resolve("long");
    try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
      for (int i = 1; i <= 50_000; i++) {
        lines.print(sample("cpu", i) + (i % 10_000 == 0 ? "\n\n" : "\n"));
      }
    }
    assertThat(replay(file.toString())).isZero();
    assertThat(out.toString().lines()).hasSize(50_000);
    assertThat(deliveries().get(0)).isEqualTo("1 log: cpu 1");
    assertThat(deliveries().get(10_000)).isEqualTo("2 log: cpu 10001");
    assertThat(deliveries().get(49_999)).isEqualTo("5 log: cpu 50000");
  }

  @Test
  void needsARecording() {
    assertThat(replay()).isEqualTo(2);
    assertThat(err.toString()).startsWith("Missing required parameter: 'FILE'");
  }

  /** The lines printed as {@code batch publisher meter volume}. */
  @Test
  void whatStandsBeforeABadLineIsReplayed() throws Exception {
    assertThat(replay(file("a", sample("cpu", 1), sample("vcpus", 2), "{\"name\": \"c")))
        .isEqualTo(1);
    assertThat(printed()).hasSize(5);
    assertThat(err.toString()).contains("a:3: error: ");
  }

  @Test
  void aRecordingOfManyCyclesIsWarnedOfOrCutIntoCycles() throws Exception {
    String recording = file("a", sample("cpu", 1), sample("memory", 1), sample("cpu", 2));
    assertThat(replay(recording)).isZero();
    assertThat(deliveries()).allMatch(line -> line.startsWith("1 "));
    assertThat(err.toString())
        .contains("warning: batch 1 has 3 samples and is more than one cycle");
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    assertThat(replay("--cycles", recording)).isZero();
    assertThat(deliveries()).contains("1 log: cpu 1", "1 log: memory 1", "2 log: cpu 2");
    assertThat(err.toString()).isEmpty();
  }

  private List<String> deliveries() {
    return printed().stream()
        .map(
            line -> {
              Map<?, ?> sample = (Map<?, ?>) line.get("sample");
              return "%s %s %s %s"
                  .formatted(
                      line.get("batch"),
                      line.get("publisher"),
                      sample.get("name"),
                      sample.get("volume"));
            })
        .toList();
  }

  private List<Map<?, ?>> samples() {
    List<Map<?, ?>> samples = new ArrayList<>();
    printed().forEach(line -> samples.add((Map<?, ?>) line.get("sample")));
    return samples;
  }

  private List<Map<String, @Nullable Object>> printed() {
    return out.toString().lines().map(ReplayCommandTest::object).toList();
  }

  private static Map<String, @Nullable Object> object(String line) {
    try {
      return JsonValues.readObject(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String sample(String name, int volume) {
    return ("{\"name\":\"%s\",\"type\":\"gauge\",\"unit\":\"ns\",\"volume\":%d,\"user_id\":null,"
            + "\"project_id\":\"p\",\"resource_id\":\"r\","
            + "\"timestamp\":\"2026-11-20T16:51:07.554056\",\"resource_metadata\":{\"host\":\"h\"},"
            + "\"source\":\"openstack\",\"id\":\"i%d\",\"monotonic_time\":0.5}")
        .formatted(name, volume, volume);
  }

  private String file(String name, String... lines) throws IOException {
    return Files.write(recordings.resolve(name), List.of(lines)).toString();
  }

  private int replay(String... arguments) {
    List<String> line = new ArrayList<>(List.of("replay", "--config", folder.toString()));
    line.addAll(List.of(arguments));
    return Main.commands()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(line.toArray(String[]::new));
  }
}
