package org.camelometer.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineLoaderTest {
  private final PipelineLoader loader = new PipelineLoader(false);

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
            "p.yaml:2:5: error: source 'a' names the sink 'nowhere', which the file doesn't define;"
                + " known are x",
            "p.yaml:7:5: error: there is a second source 'a'; the first stands in line 2");
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
    PipelineDefinition pipelines =
        new PipelineLoader(true)
            .pipelines(
                "p.yaml",
                """
                sources: [{name: s, meters: [cpu], sinks: [k], colour: red}]
                sinks: [{name: k, publishers: [log:]}]
                """);
    assertThat(pipelines.warnings()).hasSize(1);
    assertThat(pipelines.warnings().get(0).isError()).isFalse();
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
    DefinitionException missing =
        catchThrowableOfType(DefinitionException.class, () -> loader.pipelines(file));
    assertThat(missing)
        .hasMessage(file + ": error: there is no such file; create it or name another one");
  }

  @Test
  void saysThatAFileIsNotText(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("pipeline.yaml"), new byte[] {(byte) 0xff, 0, 1});
    DefinitionException binary =
        catchThrowableOfType(DefinitionException.class, () -> loader.pipelines(file));
    assertThat(binary).hasMessage(file + ": error: the file is not UTF-8 text; save it as UTF-8");
  }

  @Test
  void pollingFilesHaveNoSinksAndNeedAnInterval(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("polling.yaml"), "sources: [{name: s, meters: ['*'], interval: 300}]");
    assertThat(loader.polling(file).sources()).hasSize(1);
    Files.writeString(file, "sources: [{name: s, meters: ['*']}]");
    DefinitionException missing =
        catchThrowableOfType(DefinitionException.class, () -> loader.polling(file));
    assertThat(missing).hasMessageContaining("source 's' has no 'interval'");
  }

  private List<String> problems(String text) {
    DefinitionException wrong =
        catchThrowableOfType(DefinitionException.class, () -> loader.pipelines("p.yaml", text));
    assertThat(wrong).as("the file is refused").isNotNull();
    return wrong.problems().stream().map(Problem::toString).toList();
  }
}
