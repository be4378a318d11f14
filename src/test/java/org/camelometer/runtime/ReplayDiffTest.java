package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camelometer.definition.Position;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.runtime.replay.Delivery;
import org.camelometer.runtime.replay.DifferencePrinter;
import org.camelometer.runtime.replay.Differences;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay --diff} as somebody types it, between pipelines without transformers. */
class ReplayDiffTest {
  @TempDir Path parent;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void saysThatNothingDiffers() throws Exception {
    folder("old").pipeline("cpu", "log:");
    folder("new").pipeline("cpu", "log:");
    assertThat(diff(file(sample("cpu", "r1", 1), "", sample("cpu", "r2", 2)))).isZero();
    assertThat(out).hasToString(summary(2, 0, 0, 0));
  }

  @Test
  void printsWhatOneOfThemAloneGivesByBatchAndPublisher() throws Exception {
    folder("old").pipeline("cpu, vcpus", "'notifier://me:hidden@10.0.0.1/'", "'log:'");
    folder("new").pipeline("cpu, memory", "'log:'", "'notifier://me:hidden@10.0.0.1/'");
    String file =
        file(
            sample("cpu", "r1", 1),
            sample("vcpus", "resource-2", 200),
            sample("memory", "r1", 2048),
            "",
            sample("vcpus", "r1", 3));
    assertThat(diff(file)).isZero();
    assertThat(out)
        .hasToString(
            """
            batch 1, notifier://xxxxxx@10.0.0.1/
              -  vcpus   resource-2   200  ns
              +  memory  r1          2048  ns
            batch 1, log:
              -  vcpus   resource-2   200  ns
              +  memory  r1          2048  ns
            batch 2, notifier://xxxxxx@10.0.0.1/
              -  vcpus  r1  3  ns
            batch 2, log:
              -  vcpus  r1  3  ns
            """
                + summary(2, 4, 2, 0));
  }

  @Test
  void printsObjectsWithJson() throws Exception {
    folder("old").pipeline("cpu", "log:");
    folder("new").pipeline("vcpus", "log:");
    String cpu = sample("cpu", "r1", 1);
    String vcpus = sample("vcpus", "r1", 2);
    assertThat(diff("--json", file(cpu, vcpus))).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"batch\":1,\"publisher\":\"log:\",\"change\":\"removed\",\"sample\":" + cpu + "}",
            "{\"batch\":1,\"publisher\":\"log:\",\"change\":\"added\",\"sample\":" + vcpus + "}");
  }

  @Test
  void keepsTheTableInOrderWhateverNamesHold() throws Exception {
    folder("old").pipeline("'*'", "log:");
    folder("new").pipeline("memory", "log:");
    assertThat(diff(file(sample("cpu", "a\\n\\u001b[2J", 1)))).isZero();
    assertThat(out.toString().lines().skip(1).findFirst())
        .contains("  -  cpu  \"a\\n\\u001B[2J\"  1  ns");
  }

  @Test
  void stopsWithoutASummaryAtABadLine() throws Exception {
    folder("old").pipeline("cpu", "log:");
    folder("new").pipeline("vcpus", "log:");
    assertThat(diff(file(sample("cpu", "r1", 1), "", "[]"))).isEqualTo(1);
    assertThat(out.toString().lines()).containsExactly("batch 1, log:", "  -  cpu  r1  1  ns");
    assertThat(err.toString()).contains("recording:3: error: this line is no JSON object");
  }

  @Test
  void refusesAFolderThatIsWrongOrNotThere() throws Exception {
    folder("old").pipeline("cpu", "log:");
    String file = file(sample("cpu", "r1", 1));
    assertThat(diff(file)).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(parent.resolve("new") + ": error: there is no such configuration folder");
    folder("new").pipeline("cpu", "pigeon://loft");
    assertThat(diff(file)).isEqualTo(2);
    assertThat(err.toString()).contains(parent.resolve("new/pipeline.yaml") + ":5:5: error: ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void tellsTheWarningsOfBoth() throws Exception {
    folder("old").pipeline("cpux", "log:");
    folder("new").pipeline("cpuy", "log:");
    assertThat(diff(file(sample("cpu", "r1", 1)))).isZero();
    assertThat(err.toString())
        .contains(parent.resolve("old/pipeline.yaml") + ":1:", "'cpux'")
        .contains(parent.resolve("new/pipeline.yaml") + ":1:", "'cpuy'");
  }

  @Test
  void printsWhichFieldsChangedInText() {
    printChange(false);
    assertThat(out)
        .hasToString(
            """
            batch 7, log:
              ~  cpu  r1  2.5  s  unit "ns" → "s", volume 1 → 2.5
            3 alike, 0 only in one, 0 only in two, 1 changed
            """);
  }

  @Test
  void printsBothSamplesOfAChangeInJson() {
    printChange(true);
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(out.toString())
        .startsWith("{\"batch\":7,\"publisher\":\"log:\",\"change\":\"changed\",\"sample\":{")
        .contains("\"volume\":1,", ",\"to\":{\"name\":\"cpu\"", "\"volume\":2.5,");
  }

  private void printChange(boolean json) {
    DifferencePrinter printer = new DifferencePrinter("one", "two", json, new PrintWriter(out));
    Differences differences = Differences.between(cpu("ns", 1), cpu("s", 2.5));
    printer.print(7, new Differences(3, differences.changes()));
    printer.end();
  }

  private static List<Delivery> cpu(String unit, Number volume) {
    PublisherUrl log = PublisherUrl.parse("log:", Position.of("test"));
    Sample.Builder sample = Sample.builder("cpu", MeterType.GAUGE, unit);
    return List.of(new Delivery(log, sample.resourceId("r1").volume(volume).build()));
  }

  private ConfigurationFolder folder(String name) throws IOException {
    return new ConfigurationFolder(Files.createDirectories(parent.resolve(name)));
  }

  private String summary(int alike, int removed, int added, int changed) {
    return "%d alike, %d only in %s, %d only in %s, %d changed\n"
        .formatted(alike, removed, parent.resolve("old"), added, parent.resolve("new"), changed);
  }

  private static String sample(String name, String resource, int volume) {
    return ("{\"name\":\"%s\",\"type\":\"gauge\",\"unit\":\"ns\",\"volume\":%d,\"user_id\":null,"
            + "\"project_id\":null,\"resource_id\":\"%s\",\"timestamp\":null,"
            + "\"resource_metadata\":{},\"source\":\"openstack\",\"id\":\"i\","
            + "\"monotonic_time\":null}")
        .formatted(name, volume, resource);
  }

  private String file(String... lines) throws IOException {
    return Files.write(parent.resolve("recording"), List.of(lines)).toString();
  }

  private int diff(String... arguments) {
    String[] line = new String[arguments.length + 5];
    line[0] = "replay";
    line[1] = "--config";
    line[2] = parent.resolve("old").toString();
    line[3] = "--diff";
    line[4] = parent.resolve("new").toString();
    System.arraycopy(arguments, 0, line, 5, arguments.length);
    return Main.commands()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(line);
  }
}
