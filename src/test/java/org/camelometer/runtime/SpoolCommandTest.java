package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
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
    List<Processor> receiver = Collections.synchronizedList(new java.util.ArrayList<>());
    receiver.add(NEVER);
    try (Agent agent = start(exchange -> receiver.get(0).process(exchange))) {
      send(agent, "cpu");
      await().until(() -> ledger(agent).refused() == 3);
      receiver.set(0, exchange -> {});

      assertThat(commands.run(folder, "spool", "retry", spool(), "--all")).isZero();

      assertThat(commands.out().get(0)).startsWith("1 records of the spool k-peer-");
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
    assertThat(commands.run(folder, "spool", "drop", name, "--all")).isZero();
    assertThat(commands.out().get(0)).startsWith("0 records");
    assertThat(commands.run(folder, "spool", "drop", name, "--all", "--pending")).isZero();
    assertThat(commands.out().get(0)).startsWith("1 records");
    spool();
    assertThat(first()).containsEntry("pending", 0).containsEntry("refused", 3);
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
            line -> line.startsWith("The spool '%s' keeps 3 samples that no".formatted(name)));
  }
}
