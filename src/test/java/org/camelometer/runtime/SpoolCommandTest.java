package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.camelometer.definition.DefinitionException;
import org.camelometer.publish.Ledger;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.Batch;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolCommandTest {
  private static final Processor NEVER =
      exchange -> {
        throw new UndeliverableException("the peer doesn't know this meter");
      };
  private static final Processor AWAY =
      exchange -> {
        throw new IOException("nobody answers");
      };

  @TempDir Path folder;

  private final Commands commands = new Commands();

  @BeforeEach
  void aPublisherWithASpool() {
    new ConfigurationFolder(folder)
        .set("camelometer.pollster-list", "vcpus")
        .pipeline("x", "peer://host?spool=true")
        .write(
            "kamelets/publisher-peer.kamelet.yaml",
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: {name: publisher-peer}
            spec:
              definition: {properties: {publisher: {type: string}}}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - process: {id: "publisher-peer:receive-{{publisher}}", ref: receiver}
            """);
  }

  private Agent start(Processor receiver) {
    return Agent.start(AgentConfiguration.load(folder, Map.of()), Map.of("receiver", receiver));
  }

  private static void send(Agent agent, String name) {
    Sample sample = Sample.builder(name, MeterType.GAUGE, "1").volume(1).id("id-" + name).build();
    agent
        .context()
        .createProducerTemplate()
        .sendBody("direct:sink-k", Batch.of(Collections.nCopies(3, sample)));
  }

  private static Ledger ledger(Agent agent) {
    return agent.ledgers().iterator().next();
  }

  private String spool() {
    assertThat(commands.run(folder, "spool", "ls", "--json")).isZero();
    return String.valueOf(first().get("spool"));
  }

  private Map<String, Object> first() {
    try {
      return JsonValues.readObject(commands.out().get(0));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void listsSpoolsWithTheirLedgersWhileAnAgentRuns() {
    try (Agent agent = start(AWAY)) {
      send(agent, "cpu");
      assertThat(commands.run(folder, "spool", "ls")).isZero();
      assertThat(commands.out().get(0)).startsWith("SPOOL").endsWith("PUBLISHER");
      assertThat(commands.out().get(1))
          .startsWith("k-peer-")
          .endsWith("Publisher peer://host?spool=true of sink 'k'");
      assertThat(commands.run(folder, "spool", "ls", "--json")).isZero();
      assertThat(first()).containsEntry("accepted", 3).containsEntry("pending", 3);
    }
  }

  @Test
  void showsWhatWaitsAndWhatWasSetApartAndWhy() {
    try (Agent agent = start(NEVER)) {
      send(agent, "cpu");
      await().until(() -> ledger(agent).refused() == 3);
    }
    String name = spool();
    assertThat(commands.run(folder, "spool", "show", name)).isZero();
    assertThat(commands.out().get(1)).endsWith("set apart: the peer doesn't know this meter");
    assertThat(commands.run(folder, "spool", "show", name, "--json")).isZero();
    String id = String.valueOf(first().get("id"));
    assertThat(commands.run(folder, "spool", "show", name, id)).isZero();
    assertThat(commands.out()).hasSize(3).allMatch(line -> line.contains("\"id\":\"id-cpu\""));
    assertThat(commands.run(folder, "spool", "show", name, "999")).isEqualTo(1);
    assertThat(commands.err()).containsExactly("The spool %s has no record 999.".formatted(name));
  }

  @Test
  void sendsAgainWhatWasSetApartWhileAnAgentRuns() {
    List<Processor> receiver = Collections.synchronizedList(new ArrayList<>());
    receiver.add(NEVER);
    try (Agent agent = start(exchange -> receiver.get(0).process(exchange))) {
      send(agent, "cpu");
      await().until(() -> ledger(agent).refused() == 3);
      receiver.set(0, exchange -> {});

      assertThat(commands.run(folder, "spool", "retry", spool(), "--all")).isZero();

      assertThat(commands.out().get(0)).startsWith("1 record of the spool k-peer-");
      await().until(() -> ledger(agent).delivered() == 3);
      assertThat(ledger(agent).refused()).isZero();
    }
  }

  @Test
  void dropsForGood() {
    try (Agent agent = start(AWAY)) {
      send(agent, "cpu");
    }
    String name = spool();
    assertThat(commands.run(folder, "spool", "drop", name)).isEqualTo(2);
    assertThat(commands.err()).anyMatch(line -> line.startsWith("Usage: camelometer spool drop"));
    assertThat(commands.run(folder, "spool", "drop", name, "--all")).isZero();
    assertThat(commands.out().get(0)).startsWith("0 records");
    assertThat(commands.run(folder, "spool", "drop", name, "--all", "--pending")).isZero();
    assertThat(commands.out().get(0)).startsWith("1 record of");
    spool();
    assertThat(first()).containsEntry("pending", 0).containsEntry("refused", 3);
  }

  @Test
  void saysWhereARecordIsThatIsNotWhereItIsLookedFor() {
    try (Agent agent = start(AWAY)) {
      send(agent, "cpu");
    }
    String name = spool();
    assertThat(commands.run(folder, "spool", "drop", name, "1", "77")).isEqualTo(1);
    assertThat(commands.out()).isEmpty();
    assertThat(commands.err())
        .containsExactly(
            "Record 1 of the spool %s waits to be delivered; add --pending to drop it."
                .formatted(name),
            "The spool %s has no record 77.".formatted(name));
    assertThat(commands.run(folder, "spool", "retry", name, "1")).isEqualTo(1);
    assertThat(commands.err().get(0)).contains("Record 1").contains("waits already");
    assertThat(commands.run(folder, "spool", "drop", name, "1", "77", "--pending")).isEqualTo(1);
    assertThat(commands.out().get(0)).startsWith("1 record of");
  }

  @Test
  void aSpoolThatCanNotBeReadHidesNoOther() throws IOException {
    try (Agent agent = start(AWAY)) {
      send(agent, "cpu");
    }
    String name = spool();
    Path own = folder.resolve("state/spool/%s.spool".formatted(name));
    Files.writeString(folder.resolve("state/spool/random.spool"), "junk\n");

    assertThat(commands.run(folder, "spool", "ls")).isEqualTo(1);
    assertThat(commands.out()).hasSize(2).element(1).asString().startsWith(name);
    assertThat(commands.err()).hasSize(1);
    assertThat(commands.err().get(0))
        .startsWith("The spool 'random' can't be read: ")
        .contains("is damaged", "No publisher of this configuration has it", "random.spool");
    assertThat(commands.run(folder, "spool", "ls", "--json")).isEqualTo(1);
    assertThat(first()).containsEntry("spool", name);
    for (String command : List.of("show", "drop", "retry")) {
      List<String> rest = command.equals("show") ? List.of() : List.of("--all");
      List<String> words = new ArrayList<>(List.of(command, "random"));
      words.addAll(rest);
      assertThat(commands.run(folder, "spool", words.toArray(String[]::new))).isEqualTo(1);
      assertThat(commands.err()).hasSize(1);
      assertThat(commands.err().get(0)).startsWith("The spool 'random' can't be read: ");
    }
    try (RandomAccessFile file = new RandomAccessFile(own.toFile(), "rw")) {
      file.setLength(12_000);
    }
    assertThat(commands.run(folder, "spool", "ls")).isEqualTo(1);
    assertThat(commands.err())
        .hasSize(2)
        .anyMatch(line -> line.contains(name) && line.contains("saves what can be read"));
  }

  @Test
  void saysWhyThereCanBeNoSpools() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    new ConfigurationFolder(folder)
        .set("camelometer.state-dir", file.resolve("state").toString())
        .pipeline("x", "http://peer/")
        .set("camelometer.telemetry-secret", "s3cr3t");
    assertThat(commands.run(folder, "spool", "ls")).isEqualTo(1);
    assertThat(commands.out().get(0)).contains(file + " is not a folder");
    commands.run(folder, "check");
    assertThat(commands.out())
        .anyMatch(
            line ->
                line.contains("application.properties")
                    && line.contains(": warning: ")
                    && line.contains(file + " is not a folder"));
    AgentConfiguration configuration = AgentConfiguration.load(folder, Map.of());
    assertThatThrownBy(() -> Agent.start(configuration, Map.of()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(file + " is not a folder")
        .hasMessageContaining("camelometer.state-dir");
    assertThatThrownBy(() -> StateFolder.check(configuration))
        .hasMessageContaining(file + " is not a folder");
  }

  @Test
  void saysThatThereIsNoneAndWhichThereAre() throws IOException {
    assertThat(commands.run(folder, "spool", "ls")).isZero();
    assertThat(commands.out().get(0)).startsWith("There are no spools in ");
    try (Agent agent = start(AWAY)) {
      send(agent, "cpu");
    }
    String name = spool();
    assertThat(commands.run(folder, "spool", "show", name + "x")).isEqualTo(2);
    assertThat(commands.err().get(0)).contains("there is no spool").contains(name);
    assertThat(commands.run(folder, "spool")).isEqualTo(2);
    new ConfigurationFolder(folder).pipeline("x", "log:");
    assertThat(commands.run(folder, "spool", "ls")).isZero();
    assertThat(commands.out().get(1)).contains("nobody delivers what is in it");
    assertThat(Files.exists(folder.resolve("state/spool"))).isTrue();
  }

  @Test
  void aStartNamesSpoolsThatNobodyDelivers() {
    try (Agent agent = start(AWAY)) {
      send(agent, "cpu");
    }
    String name = spool();
    new ConfigurationFolder(folder).pipeline("x", "peer://other?spool=true");
    MemoryLog log = MemoryLog.of(Agent.class.getName());
    try (Agent agent = start(AWAY)) {
      assertThat(agent.isRunning()).isTrue();
    }
    assertThat(log.lines())
        .anyMatch(
            line ->
                line.startsWith("The spool '%s' keeps 3 samples that no".formatted(name))
                    && line.endsWith("--pending --all --config " + folder));
  }
}
