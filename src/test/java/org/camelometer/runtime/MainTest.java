package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as somebody types them. */
class MainTest {
  @TempDir Path folder;

  private final Commands commands = new Commands();

  @Test
  void pollPrintsOneCycleAsATable() {
    folder();
    assertThat(run("poll", "--meters", "cpu,vcpus")).isZero();
    assertThat(commands.out()).hasSize(3).first().asString().startsWith("METER");
  }

  @Test
  void pollPrintsSamplesAsJson() {
    folder();
    assertThat(run("poll", "--json", "--meters", "vcpus")).isZero();
    Sample sample = SampleJson.read(String.join("\n", commands.out()));
    assertThat(sample.name()).isEqualTo("vcpus");
    assertThat(sample.source()).isEqualTo("openstack");
  }

  @Test
  void metersWorksWithoutAHypervisor() {
    folder().set("camelometer.libvirt.uri", "qemu+unix:///system?socket=/nonexistent");
    assertThat(run("meters")).isZero();
    assertThat(String.join("\n", commands.out()))
        .contains("network.outgoing.packets", "cumulative", "compute");
  }

  @Test
  void metersPrintsJson() {
    folder();
    assertThat(run("meters", "--json")).isZero();
    assertThat(commands.out())
        .contains(
            "{\"name\":\"vcpus\",\"type\":\"gauge\",\"unit\":\"vcpu\",\"namespace\":\"compute\","
                + "\"reading\":\"libvirt: vcpu.current\",\"needs\":\"\"}",
            "{\"name\":\"cpu.delta\",\"type\":\"delta\",\"unit\":\"ns\",\"namespace\":\"compute\","
                + "\"reading\":\"change of cpu\",\"needs\":\"a second reading, and a source that"
                + " names it in full\"}");
  }

  @Test
  void metersTellsHowManyGuestsGiveEach() {
    folder();
    assertThat(run("meters", "--here")).isZero();
    assertThat(commands.out().get(0))
        .containsSubsequence("METER", "NAMESPACE", "GUESTS", "READ FROM", "NEEDS");
    assertThat(commands.out())
        .anyMatch(line -> line.matches("memory +gauge +MB +compute +1 of 1 +libvirt: .*"))
        .anyMatch(
            line ->
                line.matches("disk.device.capacity .* 0 of 1 .* a hypervisor that tells it, of .*"))
        .anyMatch(line -> line.matches("disks.total +gauge .* 0 of 1 .*qemu-guest-agent.*"))
        .anyMatch(line -> line.matches("cpu_util +gauge +% +compute +100 .*a second reading.*"));
    assertThat(run("meters", "--here", "--json")).isZero();
    assertThat(commands.out())
        .anyMatch(
            line -> line.contains("\"vcpus\"") && line.endsWith("\"given_by\":1,\"guests\":1}"))
        .anyMatch(line -> line.contains("\"cpu_util\"") && line.contains("\"given_by\":null,"));
  }

  @Test
  void metersHereFailsWithASentenceWithoutAHypervisor() {
    folder().set("camelometer.libvirt.uri", "qemu+unix:///system?socket=/nonexistent");
    MemoryLog log = MemoryLog.of("org.camelometer.hypervisor.libvirt.Reachability");
    assertThat(run("meters", "--here")).isEqualTo(1);
    assertThat(commands.out()).isEmpty();
    assertThat(commands.err()).as("the log has told it").isEmpty();
    assertThat(log.lines()).singleElement().asString().contains("can't be reached");
  }

  @Test
  void pollReadsTwiceForAChangeThatIsNamed() {
    folder();
    assertThat(run("poll", "--json", "--meters", "cpu_util", "--over", "0.01")).isZero();
    Sample sample = SampleJson.read(String.join("\n", commands.out()));
    assertThat(sample.name()).isEqualTo("cpu_util");
    assertThat((Double) sample.volume()).isBetween(0.0, 100.0);
  }

  @Test
  void pollTakesAllAndWhatIsDerivedTogether() {
    folder();
    assertThat(run("poll", "--json", "--meters", "*,cpu_util", "--over", "0.01")).isZero();
    assertThat(commands.out())
        .anyMatch(line -> line.contains("\"vcpus\""))
        .anyMatch(line -> line.contains("\"cpu_util\""))
        .noneMatch(line -> line.contains("\"cpu.delta\""));
    assertThat(run("poll", "--meters", "*,cpu,!memory")).isEqualTo(2);
    assertThat(run("poll", "--meters", "*,*")).isZero();
  }

  @Test
  void pollPassesOverMetersThatMustBeNamed() {
    folder();
    assertThat(run("poll", "--json")).isZero();
    assertThat(commands.out())
        .anyMatch(line -> line.contains("\"cpu\""))
        .noneMatch(line -> line.contains("\"cpu_util\"") || line.contains(".rate\""));
    assertThat(run("poll", "--meters", "cpu_u*")).isEqualTo(2);
    assertThat(commands.err())
        .containsExactly(
            "--meters: error: the list gets nothing by 'cpu_u*': cpu_util must be named in full");
    assertThat(run("poll", "--meters", "*.bytes.rate")).isEqualTo(2);
    assertThat(commands.err().get(0)).endsWith("must be named in full (and so for 5 more)");
  }

  @Test
  void pollKnowsWhatAMistypedMeterShouldBe() {
    folder();
    String sentence = "the list names the meter 'cpu_utl', which nothing here polls; did you mean";
    assertThat(run("poll", "--meters", "cpu_utl")).isEqualTo(2);
    assertThat(commands.err())
        .containsExactly("--meters: error: %s 'cpu_util'?".formatted(sentence));
    assertThat(run("poll", "--meters", "vcpus,cpu_utl")).isZero();
    assertThat(commands.out()).hasSize(2);
    assertThat(commands.err()).containsExactly(sentence + " 'cpu_util'?");
  }

  @Test
  void pollTellsWhatMetersTakeThatNoGuestGives() {
    folder();
    assertThat(run("poll", "--meters", "disks.util,vcpus")).isZero();
    assertThat(commands.out()).hasSize(2);
    assertThat(commands.err())
        .singleElement()
        .asString()
        .startsWith("no guest here gives disks.util: it takes an agent in the guest");
    assertThat(run("poll", "--meters", "perf.cache.*")).isZero();
    assertThat(commands.out()).isEmpty();
    assertThat(commands.err())
        .hasSize(2)
        .allMatch(line -> line.startsWith("no guest here gives perf.cache."))
        .allMatch(line -> line.contains(": it takes perf event cache_"));
    assertThat(run("poll")).as("'*' asks for what there is").isZero();
    assertThat(run("poll", "--meters", "*")).isZero();
    assertThat(commands.err()).isEmpty();
  }

  @Test
  void helpShowsOneWholeSentenceForEachCommand() {
    StringWriter usage = new StringWriter();
    Main.commands().usage(new PrintWriter(usage, true));
    assertThat(usage.toString()).contains("Lists every known meter.");
  }

  @Test
  void pollFailsWithASentenceWithoutAHypervisor() {
    folder().set("camelometer.libvirt.uri", "qemu+unix:///system?socket=/nonexistent");
    assertThat(run("poll")).isEqualTo(1);
    assertThat(String.join("\n", commands.out())).isEmpty();
  }

  @Test
  void everyWrongConfigurationEndsWithTwoAndASentenceWithItsPlace() throws Exception {
    String file = folder.resolve("pipeline.yaml").toString();
    folder();
    assertThat(refused())
        .isEqualTo(file + ": error: there is no such file; create it or name another one");
    folder().write("pipeline.yaml", "sources: [");
    assertThat(refused()).startsWith(file + ":1:").contains("this is not YAML");
    folder().pipeline("cpu", "pigeon://loft");
    assertThat(refused())
        .startsWith(file + ":5:5: error: there is no publisher 'pigeon'; known are camel,");
    folder().pipeline("cpu", "notifer://");
    assertThat(refused()).contains("did you mean 'notifier'?");
    folder().pipeline("cpu", "rpc://");
    assertThat(refused()).contains(file + ":5:5: error: publisher rpc:// is not supported");
    folder().pipeline("cpu", "log:").set("camelometer.namespaces", "moon");
    assertThat(refused())
        .startsWith(folder.resolve("application.properties") + ":5:1: error: ")
        .contains("names 'moon'");
    folder().set("camelometer.pollster-list", "x*");
    assertThat(refused()).contains("camelometer.pollster-list = 'x*' leaves no pollster at all");
    folder().set("camelometer.polling.intervall", "5");
    assertThat(refused()).contains(":5:1: error: unknown key 'camelometer.polling.intervall'");
    folder()
        .write(
            "pipeline.yaml",
            """
            sources: [{name: s, meters: [cpu], discovery: [nobody], sinks: [k]}]
            sinks: [{name: k, transformers: [{name: deltas, parameters: null}], publishers: ['log:']}]
            """);
    assertThat(refused())
        .contains(":2:41: error: unknown transformer 'deltas' in sink 'k'; did you mean 'delta'?");
  }

  @Test
  void aMistypedCommandIsWrong() {
    assertThat(run("pol")).isEqualTo(2);
    assertThat(String.join("\n", commands.err())).contains("pol");
  }

  @Test
  void aFolderWithACommaInItsPathIsWrongSinceCamelCouldNotReadIt() throws Exception {
    Path comma = Files.createDirectory(folder.resolve("a,b"));
    assertThat(commands.run(comma, "run")).isEqualTo(2);
    assertThat(String.join("\n", commands.err())).contains("a,b: error: Camel takes a comma");
  }

  @Test
  void aFolderThatIsNotThereIsWrong() throws Exception {
    Files.delete(folder);
    assertThat(run("run")).isEqualTo(2);
    assertThat(String.join("\n", commands.err()))
        .contains(folder + ": error: there is no such configuration folder");
    Files.createDirectory(folder);
  }

  private String refused() {
    assertThat(run("run")).isEqualTo(2);
    return String.join("\n", commands.err());
  }

  private ConfigurationFolder folder() {
    return new ConfigurationFolder(folder);
  }

  private int run(String command, String... arguments) {
    return commands.run(folder, command, arguments);
  }
}
