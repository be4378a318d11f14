package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camelometer.sample.JsonValues;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
  @TempDir Path folder;
  private final Commands commands = new Commands();
  private ConfigurationFolder configuration;

  @BeforeEach
  void write() {
    configuration = new ConfigurationFolder(folder).set("camelometer.telemetry-secret", "s3cr3t");
  }

  @Test
  void warnsOfResourcesThatKeepGuestsFromBeingLookedFor() {
    configuration.write(
        "pipeline.yaml",
        """
        sources:
          - {name: s, meters: [vcpus, memory], sinks: [k], resources: ["snmp://a"]}
        sinks: [{name: k, publishers: ['log:']}]
        """);
    assertThat(check()).isZero();
    assertThat(commands.out())
        .anyMatch(
            line ->
                line.contains(":2:64: warning: source 's' lists resources")
                    && line.endsWith("write discovery: [local_instances] beside them"));
  }

  @Test
  void findsTenDifferentMistakesAtOnce() {
    configuration.write(
        "pipeline.yaml",
        """
        sources:
            - name: cpu_source
              interval: soon
              meters: ["cpu", "!memory"]
              sinks: [cpu_sink, nowhere]
              discovery: local_instances
            - name: cpu_source
              intervall: 60
              meters: []
              sinks: [cpu_sink]
        sinks:
            - name: cpu_sink
              transformers:
                  - name: rate_of_chang
                    parameters:
                  - name: unit_conversion
                    parameters: {target: {scale: "volume *"}}
              publishers:
                  - notifer://
        """);
    assertThat(check()).isEqualTo(2);
    assertThat(commands.out())
        .extracting(line -> line.substring(line.indexOf(".yaml:") + 6))
        .allMatch(line -> line.matches("[0-9]+:[0-9]+: error: .*"))
        .extracting(line -> line.replaceFirst("([0-9]+:[0-9]+): error: (.{0,70}).*", "$1 $2"))
        .containsExactly(
            "3:17 source 'cpu_source': the interval 'soon' is not a whole number of seco",
            "4:15 source 'cpu_source': meters to take and meters to leave out (with '!')",
            "5:25 source 'cpu_source' names the sink 'nowhere', which the file doesn't d",
            "6:18 'discovery' of source 'cpu_source' must be a list, but is 'local_insta",
            "7:7 there is a second source 'cpu_source'; the first stands in line 2",
            "8:7 unknown key 'intervall' in source 'cpu_source'; did you mean 'interval",
            "9:15 source 'cpu_source': the list of meters is empty; name some, or write ",
            "14:19 unknown transformer 'rate_of_chang' in sink 'cpu_sink'; did you mean '",
            "17:51 'scale' of 'target' of transformer 'unit_conversion' of sink 'cpu_sink",
            "19:13 there is no publisher 'notifer'; did you mean 'notifier'?; a kamelet p");
    assertThat(commands.err())
        .containsExactly(
            folder + " has 10 errors and no warnings. More may show once the errors are mended.");
  }

  @ParameterizedTest
  @CsvSource({
    "camelometer.libvirt.connections, none",
    "camelometer.libvirt.uri, nonsense",
    "camelometer.reserved-metadata-length, long",
    "camelometer.namespaces, moon",
  })
  void saysNothingOfMetersWhereASettingKeepsThemFromBeingKnown(String key, String value) {
    configuration.set(key, value).pipeline("'*'", "log:");
    assertThat(check()).isEqualTo(2);
    assertThat(commands.out()).singleElement().asString().contains("error: ", key);
  }

  @Test
  void findsMistakesOfSettingsPipelinesAndRoutesTogether() {
    configuration
        .set("camelometer.polling.batch-size", "none")
        .set("camelometer.units", "metric")
        .pipeline("cpu", "pigeon://")
        .write("routes/mine.camel.yaml", "- from:\n    uri: direct:tap-s\n    steps: [{too: x}]\n");
    assertThat(check()).isEqualTo(2);
    assertThat(commands.out())
        .hasSize(4)
        .anyMatch(line -> line.contains("application.properties:6:1: error: camelometer.polling"))
        .anyMatch(line -> line.contains("application.properties:7:1: error: camelometer.units"))
        .anyMatch(line -> line.contains("pipeline.yaml:5:5: error: there is no publisher 'pigeon'"))
        .anyMatch(line -> line.contains("mine.camel.yaml:3:"));
  }

  @Test
  void warnsOfWhatIsLegalButWrong() {
    configuration.write(
        "pipeline.yaml",
        """
        sources:
        - {name: one, interval: 60, meters: [cpu, cpuu, power.state], sinks: [plain, rates]}
        - {name: two, interval: 60, meters: ['c*'], sinks: [again]}
        sinks:
        - {name: plain, publishers: ['log:']}
        - {name: again, publishers: ['log:']}
        - {name: unused, publishers: ['log:']}
        - name: rates
          transformers:
          - name: rate_of_change
            parameters: {target: {name: vcpus, type: gauge}}
          - name: aggregator
            parameters: {retention_time: 60}
          publishers: ['udp://127.0.0.1:4952']
        - {name: vcpus, publishers: ['udp://127.0.0.1:4952']}
        """);
    assertThat(check()).isZero();
    assertThat(warnings())
        .contains(
            "2:43 source 'one' names the meter 'cpuu', which nothing here polls; did you mean 'cpu'?",
            "6:30 publisher log: gets cpu twice: from source 'one' by sink 'plain', and from"
                + " source 'two' by sink 'again'",
            "7:3 no source names the sink 'unused', so nothing gets there",
            "15:3 no source names the sink 'vcpus', so nothing gets there")
        .anyMatch(line -> line.startsWith("10:") && line.contains("power.state"))
        .anyMatch(line -> line.startsWith("13:") && line.contains("retention_time"));
    assertThat(check("--strict")).isEqualTo(2);
  }

  @Test
  void warnsOfATransformerWhoseTargetIsAlsoPolled() {
    configuration.write(
        "pipeline.yaml",
        """
        sources:
        - {name: s, interval: 60, meters: [cpu], sinks: [k]}
        - {name: v, interval: 60, meters: [vcpus], sinks: [plain]}
        sinks:
        - name: k
          transformers:
          - {name: delta, parameters: {target: {name: vcpus}}}
          publishers: ['log:']
        - {name: plain, publishers: ['udp://127.0.0.1:4952']}
        """);
    assertThat(check()).isZero();
    assertThat(warnings())
        .containsExactly(
            "7:12 sink 'k' makes vcpus out of cpu, but it is polled as well, by source 'v'; leave"
                + " one out");
  }

  @Test
  void warnsOfADerivedMeterThatIsMadeAndPolledByItsName() {
    String sources =
        """
        sources:
        - {name: s, interval: 60, meters: [cpu], sinks: [k]}
        - {name: v, interval: 60, meters: [%s], sinks: [plain]}
        sinks:
        - name: k
          transformers:
          - {name: rate_of_change, parameters: {target: {name: cpu_util}}}
          publishers: ['log:']
        - {name: plain, publishers: ['udp://127.0.0.1:4952']}
        """;
    configuration.write("pipeline.yaml", sources.formatted("'*'"));
    assertThat(check()).isZero();
    assertThat(commands.out()).as("globs pass over what is derived").isEmpty();
    configuration.write("pipeline.yaml", sources.formatted("cpu_util"));
    assertThat(check()).isZero();
    assertThat(warnings())
        .containsExactly(
            "7:12 sink 'k' makes cpu_util out of cpu, but it is polled as well, by source 'v'; leave"
                + " one out");
  }

  @Test
  void warnsOfGlobsForMetersThatMustBeNamed() {
    configuration.pipeline("'cpu_u*', '*.bytes.rate', 'cpu*'", "log:");
    assertThat(check()).isZero();
    assertThat(warnings())
        .containsExactly(
            "1:43 source 's' gets nothing by 'cpu_u*': cpu_util must be named in full",
            "1:53 source 's' gets nothing by '*.bytes.rate': disk.device.read.bytes.rate must be"
                + " named in full (and so for 5 more)");
    configuration.pipeline("'!cpu_util', '!*.rate'", "log:");
    assertThat(check()).isZero();
    assertThat(commands.out()).isEmpty();
  }

  @Test
  void warnsOfADifferenceThatSourcesOfDifferentIntervalsPoll() {
    String sources =
        """
        sources:
        - {name: a, interval: 60, meters: [cpu.delta, cpu_util], sinks: [one]}
        - {name: b, interval: %s, meters: [cpu_util, cpu.delta], sinks: [two]}
        sinks:
        - {name: one, publishers: ['log:']}
        - {name: two, publishers: ['udp://127.0.0.1:4952']}
        """;
    configuration.write("pipeline.yaml", sources.formatted("600"));
    assertThat(check()).isZero();
    assertThat(warnings())
        .containsExactly(
            "3:47 source 'b' polls cpu.delta every 600 s, and source 'a' every 60 s: each gets only"
                + " the change since the other's reading; let one of them alone poll it");
    configuration.write("pipeline.yaml", sources.formatted("60"));
    assertThat(check()).isZero();
    assertThat(commands.out()).as("sources of one interval read together").isEmpty();
    configuration.write("pipeline.yaml", sources.formatted("600, resources: ['a://b']"));
    assertThat(check()).isZero();
    assertThat(commands.out())
        .as("other resources")
        .noneMatch(line -> line.contains("polls cpu.delta"));
    configuration
        .set("camelometer.polling.mode", "notify")
        .write("pipeline.yaml", sources.formatted("600"));
    assertThat(check()).isZero();
    assertThat(commands.out()).as("the bus gets each change once").isEmpty();
  }

  @Test
  void warnsOfSettingsThatAreHardlyMeant() {
    configuration
        .set("camelometer.libvirt.uri", "qemu:///sytem")
        .set("camelometer.polling.deadline", "20")
        .set("camelometer.reserved-metadata-keys", "tier")
        .pipeline("cpu", "log:");
    assertThat(check()).isZero();
    assertThat(commands.out())
        .extracting(line -> line.replaceFirst(".*properties:([0-9]+:[0-9]+): ", "$1 "))
        .containsExactly(
            "1:1 warning: camelometer.libvirt.uri = 'qemu:///sytem' has the path '/sytem', which"
                + " libvirt's driver qemu doesn't know; did you mean /system?",
            "7:1 warning: camelometer.polling.deadline = '20' is more than the interval of source"
                + " 's', whose cycles take no more than 1 s",
            "8:1 warning: camelometer.reserved-metadata-keys has no effect yet: only Nova's API"
                + " tells that metadata, and this version doesn't ask it");
  }

  @Test
  void tellsAMistakeWhereverItStands() {
    configuration.write(
        "pipeline.yaml",
        """
        sources: [{name: s, meters: [cpu], sinks: [a, b]}]
        sinks:
        - {name: a, publishers: ['rpc://']}
        - {name: b, publishers: ['log:', 'rpc://']}
        """);
    assertThat(check()).isEqualTo(2);
    assertThat(commands.out())
        .hasSize(2)
        .anyMatch(line -> line.contains(":3:26: error: publisher rpc://"))
        .anyMatch(line -> line.contains(":4:34: error: publisher rpc://"));
  }

  @Test
  void findsWrongEndpointsOfPublishers() {
    configuration.pipeline("cpu", "camel:nosuch:x", "camel:seda:x?bogus=1");
    assertThat(check()).isEqualTo(2);
    assertThat(commands.out())
        .hasSize(2)
        .anyMatch(line -> line.contains(":5:5: error: publisher camel:nosuch:x: there is no comp"))
        .anyMatch(line -> line.contains(":6:5: error: publisher camel:seda:x?bogus=1: unknown"));
  }

  @Test
  void warnsOfExpressionsThatCannotBeMeant() {
    configuration.write(
        "pipeline.yaml",
        """
        sources: [{name: s, meters: [cpu, '*.x', '!nosuch'], sinks: [k]}]
        sinks:
        - name: k
          transformers:
          - {name: rate_of_change, parameters: {target: {scale: resource_metdata.cpus or 1}}}
          - {name: unit_conversion, parameters: {target: {scale: '1024'}}}
          - {name: rate_of_change, parameters: {target: {scale: 2}}}
          publishers: ['log:']
        """
            .replace("cpu, '*.x', ", "'*', "));
    assertThat(check()).isZero();
    assertThat(warnings())
        .anyMatch(line -> line.startsWith("1:35 source 's' leaves out the meter 'nosuch'"))
        .anyMatch(
            line -> line.startsWith("5:57") && line.endsWith("did you mean 'resource_metadata'?"))
        .anyMatch(line -> line.startsWith("6:58") && line.contains("the same for every volume"))
        .anyMatch(line -> line.startsWith("7:57") && line.contains("multiplies by the volume too"))
        .anyMatch(line -> line.matches("5:12 .*\\(and so for [0-9]+ more\\)"));
  }

  @Test
  void saysThatNothingIsPolled() {
    configuration.write("pipeline.yaml", "sources: []\nsinks: []\n");
    assertThat(check("--strict")).isEqualTo(2);
    assertThat(commands.out()).singleElement().asString().endsWith("so nothing is polled");
  }

  @Test
  void survivesARegularExpressionThatTakesForEver() {
    configuration.write(
        "pipeline.yaml",
        """
        sources: [{name: s, meters: [%s], sinks: [k]}]
        sinks:
        - name: k
          transformers:
          - name: unit_conversion
            parameters: {source: {map_from: {name: '(x?)(a|aa)+\\1Q'}}, target: {map_to: {name: x}}}
          publishers: ['log:']
        """
            .formatted("a".repeat(42)));
    assertThat(check()).as(String.join("\n", commands.out())).isZero();
    assertThat(commands.out()).singleElement().asString().contains("nothing here polls");
  }

  @Test
  void doesNotSpeakOfWaysThatNothingTakes() {
    configuration
        .set("camelometer.polling.mode", "notify")
        .write(
            "pipeline.yaml",
            """
            sources:
            - {name: one, meters: [cpu], sinks: [k]}
            - {name: two, meters: [cpu], sinks: [k]}
            sinks: [{name: k, publishers: ['log:']}]
            """);
    assertThat(check()).isZero();
    assertThat(commands.out()).isEmpty();
  }

  @Test
  void warnsOfTheWellKnownSecret() {
    configuration.set("camelometer.telemetry-secret", AgentSettings.DEFAULT_SECRET);
    configuration.pipeline("cpu", "log:");
    assertThat(check()).isZero();
    assertThat(commands.out())
        .singleElement()
        .asString()
        .contains("application.properties:5:1: warning: camelometer.telemetry-secret");
  }

  @Test
  void everyProblemHasALineAndAColumn() {
    assertThat(check()).isEqualTo(2);
    assertThat(commands.out())
        .containsExactly(
            folder.resolve("pipeline.yaml")
                + ":1:1: error: there is no such file; create it or name another one");
  }

  @Test
  void saysThatThereIsNoProblem() {
    configuration.pipeline("cpu", "log:");
    assertThat(check()).isZero();
    assertThat(commands.out()).isEmpty();
    assertThat(commands.err()).containsExactly(folder + " has no problem.");
  }

  @Test
  void printsJson() throws Exception {
    configuration.pipeline("cpu", "pigeon://");
    assertThat(check("--json")).isEqualTo(2);
    assertThat(JsonValues.readObject(commands.out().get(0)))
        .containsEntry("file", folder.resolve("pipeline.yaml").toString())
        .containsEntry("line", 5)
        .containsEntry("column", 5)
        .containsEntry("severity", "error")
        .containsKey("sentence");
  }

  @Test
  void startsNothing() {
    Path file = folder.resolve("out.jsonl");
    configuration
        .pipeline("cpu", "file://" + file)
        .write(
            "routes/mine.camel.yaml",
            "- from:\n    uri: timer:mine?delay=0\n    steps:\n    - to: file:%s\n"
                .formatted(folder.resolve("made")));
    assertThat(check()).as(String.join("\n", commands.out())).isZero();
    assertThat(List.of(file, folder.resolve("made"))).noneMatch(Files::exists);
  }

  private int check(String... arguments) {
    return commands.run(folder, "check", arguments);
  }

  private List<String> warnings() {
    return commands.out().stream()
        .map(line -> line.substring(line.indexOf(".yaml:") + 6))
        .map(line -> line.replaceFirst("([0-9]+:[0-9]+): warning: ", "$1 "))
        .toList();
  }
}
