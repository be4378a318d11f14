package org.camelometer.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineLoaderTest {
  private final Problems problems = new Problems();
  private final PipelineLoader loader = new PipelineLoader(false, problems);

  @Test
  void readsSourcesAndSinksInTheOrderOfTheFile() {
    PipelineDefinition pipelines =
        loader.pipelines(
            "p.yaml",
            """
            sources:
              - name: cpu_source
                interval: 60
                meters: [cpu, vcpus]
                resources: [a, b]
                discovery: [local_instances]
                sinks: [two, one]
              - {name: rest, meters: ['!cpu'], sinks: [one]}
            sinks:
              - {name: one, publishers: [notifier]}
              - {name: two, transformers: null, publishers: ['udp://h:1', 'file:///f?max_bytes=5&backup_count=2']}
            """);
    SourceDefinition cpu = pipelines.sources().get(0);
    assertThat(cpu.interval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(cpu.meters().matches("vcpus")).isTrue();
    assertThat(cpu.meters().matches("memory")).isFalse();
    assertThat(cpu.resources()).containsExactly("a", "b");
    assertThat(cpu.sinks()).containsExactly("two", "one");
    assertThat(cpu.position()).isEqualTo(new Position("p.yaml", 2, 5));
    assertThat(pipelines.sources().get(1).interval()).isEqualTo(Duration.ofMinutes(10));
    assertThat(pipelines.sources().get(1).meters().matches("memory")).isTrue();
    assertThat(pipelines.sinks().get(0).publishers().get(0).text()).isEqualTo("notifier://");
    assertThat(pipelines.sinks().get(1).publishers().get(1).option("backup_count")).contains("2");
  }

  @Test
  void keepsTransformersForWhoeverChecksThem() {
    PipelineDefinition pipelines =
        loader.pipelines(
            "p.yaml",
            """
            sources: [{name: s, meters: [cpu], sinks: [k]}]
            sinks:
              - name: k
                transformers:
                  - name: delta
                    parameters: {growth_only: true}
                publishers: [log:]
            """);
    TransformerDefinition delta = pipelines.sinks().get(0).transformers().get(0);
    assertThat(delta.name()).isEqualTo("delta");
    assertThat(delta.parameters().orElseThrow().value()).hasToString("{growth_only=true}");
    assertThat(delta.position().line()).isEqualTo(5);
  }

  @Test
  void wantsParametersToBeWrittenEvenIfThereAreNone() {
    String file =
        """
        sources: [{name: s, meters: [cpu], sinks: [k]}]
        sinks:
          - name: k
            publishers: [log:]
            transformers:
              - name: delta
              - {name: accumulator, parameters: }
              - {name: aggregator, parameters: {}}
        """;
    assertThat(problems(file))
        .containsExactly(
            "p.yaml:6:15: error: transformer 'delta' of sink 'k' has no 'parameters'; write"
                + " 'parameters:' even if it needs none");
  }

  @Test
  void reportsEveryProblemOfAFileAtOnce() {
    assertThat(
            problems(
                """
                sources:
                  - name: a
                    interval: soon
                    meters: [cpu, '!memory']
                    sinks: [x, nowhere]
                    colour: red
                  - name: a
                    meters: []
                    sinks: []
                sinks:
                  - name: x
                    publishers: []
                  - publishers: [log:]
                """))
        .containsExactlyInAnyOrder(
            "p.yaml:3:15: error: source 'a': the interval 'soon' is not a whole number of seconds above 0",
            "p.yaml:4:13: error: source 'a': meters to take and meters to leave out (with '!') can't"
                + " stand in one list",
            "p.yaml:6:5: error: unknown key 'colour' in source 'a'; known are"
                + " counters, discovery, interval, meters, name, resources, sinks",
            "p.yaml:8:13: error: source 'a': the list of meters is empty; name some, or write '*'"
                + " for all",
            "p.yaml:7:5: error: source 'a' has no 'sinks'; name at least one",
            "p.yaml:11:5: error: sink 'x' has no 'publishers'; name at least one",
            "p.yaml:13:5: error: the sink has no 'name'",
            "p.yaml:5:16: error: source 'a' names the sink 'nowhere', which the file doesn't define;"
                + " known are x",
            "p.yaml:7:5: error: there is a second source 'a'; the first stands in line 2");
  }

  @Test
  void readsTheOldestFormWhoseEntriesAreSourceAndSinkInOne() {
    PipelineDefinition pipelines =
        loader.pipelines(
            "p.yaml",
            """
            ---
            -
                name: meter_pipeline
                interval: 600
                counters:
                    - "*"
                transformers:
                publishers:
                    - meter
            -
                name: cpu_pipeline
                interval: 60
                counters: [cpu]
                transformers:
                    - name: rate_of_change
                      parameters: {target: {name: cpu_util}}
                publishers: [meter_publisher, 'udp://h:4952']
            """);
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly(
            "p.yaml:2:1: warning: this is the oldest form, a list of pipelines; it is read as such,"
                + " but 'sources' and 'sinks' can say more");
    SourceDefinition cpu = pipelines.sources().get(1);
    assertThat(cpu.interval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(cpu.meters().patterns()).containsExactly("cpu");
    assertThat(cpu.sinks()).containsExactly("cpu_pipeline");
    SinkDefinition sink = pipelines.sinks().get(1);
    assertThat(sink.name()).isEqualTo("cpu_pipeline");
    assertThat(sink.transformers().get(0).name()).isEqualTo("rate_of_change");
    assertThat(sink.publishers())
        .extracting(PublisherUrl::text)
        .containsExactly("notifier://", "udp://h:4952");
  }

  @Test
  void tellsTheFaultsOfTheOldestFormOnce() {
    assertThat(
            problems(
                """
                - {counters: [cpu], publishers: [log:], publishers: [log:]}
                - {name: a, counters: [], colour: red, publishers: []}
                - {name: a, counters: [cpu], publishers: [log:], sinks: [a]}
                - words
                """))
        .containsExactlyInAnyOrder(
            "p.yaml:1:1: warning: this is the oldest form, a list of pipelines; it is read as such,"
                + " but 'sources' and 'sinks' can say more",
            "p.yaml:1:41: error: 'publishers' stands twice; it was set before in line 1",
            "p.yaml:1:3: error: the pipeline has no 'name'",
            "p.yaml:2:23: error: pipeline 'a': the list of meters is empty; name some, or write '*'"
                + " for all",
            "p.yaml:2:27: error: unknown key 'colour' in pipeline 'a'; known are counters,"
                + " discovery, interval, meters, name, publishers, resources, transformers",
            "p.yaml:2:3: error: pipeline 'a' has no 'publishers'; name at least one",
            "p.yaml:3:50: error: unknown key 'sinks' in pipeline 'a'; known are counters,"
                + " discovery, interval, meters, name, publishers, resources, transformers",
            "p.yaml:3:3: error: there is a second pipeline 'a'; the first stands in line 2",
            "p.yaml:4:3: error: a pipeline must be a mapping, but is 'words'");
  }

  @Test
  void countersIsTheOldNameOfMetersWhereThatIsAbsent() {
    PipelineDefinition pipelines =
        loader.pipelines(
            "p.yaml",
            """
            sources:
              - {name: old, counters: [cpu], sinks: [k]}
              - {name: both, meters: [memory], counters: [cpu], sinks: [k]}
            sinks: [{name: k, publishers: [log:]}]
            """);
    assertThat(pipelines.sources().get(0).meters().patterns()).containsExactly("cpu");
    assertThat(pipelines.sources().get(1).meters().patterns()).containsExactly("memory");
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly(
            "p.yaml:3:46: warning: 'counters' of source 'both' does nothing, since it has 'meters'"
                + " as well");
  }

  @Test
  void suggestsTheKeyThatWasMeant() {
    assertThat(
            problems(
                """
                sources: [{name: s, meters: [cpu], sinks: [k], intervall: 5}]
                sinks: [{name: k, publishers: [log:]}]
                """))
        .containsExactly(
            "p.yaml:1:48: error: unknown key 'intervall' in source 's'; did you mean 'interval'?");
  }

  @Test
  void takesUnknownKeysForWarningsWhenLenient() {
    new PipelineLoader(true, problems)
        .pipelines(
            "p.yaml",
            """
            sources: [{name: s, meters: [cpu], sinks: [k], colour: red}]
            sinks: [{name: k, publishers: [log:]}]
            """);
    assertThat(problems.list()).hasSize(1);
    assertThat(problems.hasErrors()).isFalse();
  }

  @Test
  void namesOfPipelinesAreUnique() {
    assertThat(
            problems(
                """
                sources:
                - {name: 'a:b', meters: [cpu], sinks: [c]}
                - {name: a, meters: [cpu], sinks: ['b:c']}
                sinks:
                - {name: c, publishers: [log:]}
                - {name: 'b:c', publishers: [log:]}
                """))
        .containsExactly(
            "p.yaml:3:36: error: there is a second pipeline 'a:b:c'; the first stands in line 2");
  }

  @Test
  void intervalsAreWhatPythonTakesForAnInteger() {
    assertThat(
            problems(
                """
                sources:
                - {name: hex, interval: 0x10, meters: [cpu], sinks: [k]}
                - {name: cut, interval: 60.9, meters: [cpu], sinks: [k]}
                - {name: text, interval: ' 1_000 ', meters: [cpu], sinks: [k]}
                - {name: nothing, interval: , meters: [cpu], sinks: [k]}
                - {name: float, interval: '60.5', meters: [cpu], sinks: [k]}
                - {name: whole, interval: 1.0, meters: [cpu], sinks: [k]}
                - {name: year, interval: 31536000, meters: [cpu], sinks: [k]}
                - {name: ages, interval: 99999999999, meters: [cpu], sinks: [k]}
                - {name: never, interval: .inf, meters: [cpu], sinks: [k]}
                - {name: low, interval: 0.9, meters: [cpu], sinks: [k]}
                sinks: [{name: k, publishers: [log:]}]
                """))
        .containsExactly(
            "p.yaml:3:25: warning: source 'cut': the interval 60.9 is taken as 60 s, without its"
                + " fraction",
            "p.yaml:5:19: error: source 'nothing': the interval 'null' is not a whole number of"
                + " seconds above 0",
            "p.yaml:6:27: error: source 'float': the interval '60.5' is not a whole number of"
                + " seconds above 0",
            "p.yaml:9:26: error: source 'ages': the interval '99999999999' is above a year; write"
                + " at most 31536000 seconds",
            "p.yaml:10:27: error: source 'never': the interval '.inf' is not a whole number of"
                + " seconds above 0",
            "p.yaml:11:25: error: source 'low': the interval '0.9' is not a whole number of"
                + " seconds above 0");
  }

  @Test
  void metersAreTexts() {
    assertThat(
            problems(
                """
                sources:
                - {name: a, meters: [1, cpu], sinks: [k]}
                - {name: b, meters: , counters: [cpu], sinks: [k]}
                sinks: [{name: k, publishers: log}]
                """))
        .containsExactly(
            "p.yaml:2:22: error: source 'a': the meter '1' is no text; write quotes around a name",
            "p.yaml:3:33: warning: 'counters' of source 'b' does nothing, since it has 'meters' as"
                + " well",
            "p.yaml:3:3: error: source 'b': the list of meters is empty; name some, or write '*'"
                + " for all",
            "p.yaml:4:31: error: 'publishers' of sink 'k' must be a list, but is 'log'; write -"
                + " before each entry");
  }

  @Test
  void saysWhereYamlIsBroken() {
    assertThat(problems("sources:\n  - name: [a\nsinks: x\n"))
        .singleElement()
        .asString()
        .startsWith("p.yaml:3:6: error: this is not YAML: ");
  }

  @Test
  void saysThatAKeyStandsTwice() {
    assertThat(
            problems(
                """
                sources:
                  - name: s
                    meters: [cpu]
                    meters: [memory]
                    sinks: [k]
                sinks: [{name: k, publishers: [log:]}]
                """))
        .containsExactly("p.yaml:4:5: error: 'meters' stands twice; it was set before in line 3");
  }

  @Test
  void refusesWhatIsNoPipeline() {
    assertThat(problems(""))
        .containsExactly("p.yaml: error: the file is empty; it needs 'sources' and 'sinks'");
    assertThat(problems("[]"))
        .containsExactly("p.yaml:1:1: error: the file must be a mapping, but is '(a list)'");
    assertThat(problems("just words"))
        .containsExactly("p.yaml:1:1: error: the file must be a mapping, but is 'just words'");
    assertThat(problems("sources: 5\nsinks: {}"))
        .containsExactly(
            "p.yaml:1:10: error: 'sources' of the file must be a list, but is '5'; write - before"
                + " each entry",
            "p.yaml:2:8: error: 'sinks' of the file must be a list, but is '(a mapping)'; write -"
                + " before each entry");
  }

  @Test
  void saysThatThereIsNoFile(@TempDir Path folder) {
    Path file = folder.resolve("pipeline.yaml");
    loader.pipelines(file);
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly(file + ": error: there is no such file; create it or name another one");
  }

  @Test
  void saysThatAFileIsNotText(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("pipeline.yaml"), new byte[] {(byte) 0xff, 0, 1});
    loader.pipelines(file);
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly(file + ": error: the file is not UTF-8 text; save it as UTF-8");
  }

  @Test
  void pollingFilesHaveNoSinksAndNeedAnInterval(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("polling.yaml"), "sources: [{name: s, meters: ['*'], interval: 300}]");
    assertThat(loader.polling(file).sources()).hasSize(1);
    Files.writeString(file, "sources: [{name: s, meters: ['*']}]");
    assertThat(problems.list()).isEmpty();
    loader.polling(file);
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly(file + ":1:11: error: source 's' has no 'interval'; give it in seconds");
  }

  private List<String> problems(String text) {
    Problems found = new Problems();
    new PipelineLoader(false, found).pipelines("p.yaml", text);
    assertThat(found.hasErrors()).as("the file is refused").isTrue();
    return found.list().stream().map(Problem::toString).toList();
  }
}
