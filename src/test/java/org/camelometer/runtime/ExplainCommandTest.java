package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.JsonValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir Path folder;
  private final Commands commands = new Commands();

  @BeforeEach
  void write() {
    new ConfigurationFolder(folder)
        .write(
            "pipeline.yaml",
            """
            sources:
            - {name: all, interval: 600, meters: ['*', '!disk.*'], sinks: [plain]}
            - {name: rest, interval: 60, meters: ['!cpu'], sinks: [plain]}
            - {name: cpus, interval: 60, meters: [memory, 'c?u'], sinks: [util, sums]}
            sinks:
            - {name: plain, publishers: ['notifier://', 'amqp://user:secret@h/']}
            - name: util
              transformers:
              - {name: rate_of_change, parameters: {target: {name: cpu_util, unit: '%', type: gauge}}}
              - {name: unit_conversion, parameters: {target: {name: cpu.part, unit: '1', scale: 0.01}}}
              publishers: ['udp://h:4952']
            - name: sums
              transformers:
              - {name: arithmetic, parameters: {target: {name: load, expr: '$(memory) * 2'}}}
              publishers: ['log:']
            """
                .replace("amqp://user:secret@h/", "notifier://user:secret@h/"));
  }

  @Test
  void showsEveryWayOfAMeter() {
    assertThat(explain("cpu")).isZero();
    assertThat(commands.out())
        .containsExactly(
            "cpu: cumulative, ns, polled from libvirt: sum of vcpu.*.time + vcpu.*.wait, or cpu.time",
            "",
            "source all (" + place(2, 39) + "), every 600 s, takes it by '*'",
            "  sink plain (" + place(6, 3) + ")",
            "    leaves as cpu (cumulative, ns) to",
            "      notifier://",
            "      notifier://xxxxxx@h/",
            "",
            "source cpus (" + place(4, 47) + "), every 60 s, takes it by 'c?u'",
            "  sink util (" + place(7, 3) + ")",
            "    rate_of_change makes cpu_util (gauge, %) of it",
            "    unit_conversion makes cpu.part (gauge, 1) of it",
            "    leaves as cpu.part (gauge, 1) to",
            "      udp://h:4952",
            "",
            "source cpus (" + place(4, 47) + "), every 60 s, takes it by 'c?u'",
            "  sink sums (" + place(12, 3) + ")",
            "    arithmetic keeps it; it leaves no further",
            "",
            "source rest (" + place(3, 39) + ") leaves it out by '!cpu'");
  }

  @Test
  void showsWhatAMeterIsMadeFrom() {
    assertThat(explain("load")).isZero();
    assertThat(commands.out())
        .containsExactly(
            "load: derived, not polled",
            "",
            "made from memory (gauge, MB)",
            "source cpus (" + place(4, 39) + "), every 60 s, takes it by 'memory'",
            "  sink sums (" + place(12, 3) + ")",
            "    arithmetic makes load (gauge, MB) of it",
            "    leaves as load (gauge, MB) to",
            "      log:");
  }

  @Test
  void guessesTheMeterThatWasMeant() {
    assertThat(explain("cpuu")).isZero();
    assertThat(commands.out())
        .first()
        .isEqualTo("cpuu: nothing here polls it; did you mean 'cpu'?");
  }

  @Test
  void namesAllEntriesWhereTheyOnlyDeny() {
    assertThat(explain("vcpus")).isZero();
    assertThat(commands.out())
        .contains("source rest (" + place(3, 39) + "), every 60 s, takes it by '!cpu'");
  }

  @Test
  void namesTheEntryThatLeavesAMeterOut() {
    assertThat(explain("disk.read.bytes")).isZero();
    assertThat(commands.out())
        .last()
        .isEqualTo("source all (" + place(2, 44) + ") leaves it out by '!disk.*'");
  }

  @Test
  void showsTheBusWherePollingGoesThere() {
    new ConfigurationFolder(folder)
        .pipeline("memory", "log:")
        .write("polling.yaml", "sources: [{name: p, interval: 30, meters: [cpu]}]");
    assertThat(explain("cpu")).isZero();
    assertThat(commands.out())
        .endsWith(
            "source p (%s:1:44), every 30 s, takes it by 'cpu'"
                .formatted(folder.resolve("polling.yaml")),
            "  to the bus, as telemetry.polling");
  }

  @Test
  void saysThatNoSourceTakesAMeter() {
    new ConfigurationFolder(folder).pipeline("cpu", "log:");
    assertThat(explain("vcpus")).isZero();
    assertThat(commands.out()).last().isEqualTo("No source takes vcpus, so it goes nowhere.");
  }

  @Test
  void tellsMetersThatASourceMustName() {
    assertThat(explain("cpu.delta")).isZero();
    assertThat(commands.out())
        .containsExactly(
            "cpu.delta: polled only for a source that names it in full, and none does",
            "",
            "No source takes cpu.delta, so it goes nowhere.");
    new ConfigurationFolder(folder).pipeline("cpu.delta", "log:");
    assertThat(explain("cpu.delta")).isZero();
    assertThat(commands.out())
        .containsExactly(
            "cpu.delta: delta, ns, polled as change of cpu",
            "",
            "source s (" + place(1, 43) + "), every 1 s, takes it by 'cpu.delta'",
            "  sink k (" + place(3, 3) + ")",
            "    leaves as cpu.delta (delta, ns) to",
            "      log:");
  }

  @Test
  void printsJson() throws Exception {
    assertThat(explain("cpu", "--json")).isZero();
    Map<String, @Nullable Object> object = JsonValues.readObject(commands.out().get(0));
    assertThat(object).containsEntry("name", "cpu").containsEntry("type", "cumulative");
    assertThat((List<?>) object.get("ways")).hasSize(3);
    Map<?, ?> second = (Map<?, ?>) ((List<?>) object.get("ways")).get(1);
    assertThat(second.get("entry")).isEqualTo("c?u");
    assertThat(second.get("publishers")).isEqualTo(List.of("udp://h:4952"));
    assertThat(((Map<?, ?>) second.get("leaves_as")).get("name")).isEqualTo("cpu.part");
  }

  private String place(int line, int column) {
    return "%s:%d:%d".formatted(folder.resolve("pipeline.yaml"), line, column);
  }

  private int explain(String... arguments) {
    return commands.run(folder, "explain", arguments);
  }
}
