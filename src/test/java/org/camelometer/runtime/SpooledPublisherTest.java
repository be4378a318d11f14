package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.camelometer.definition.DefinitionException;
import org.camelometer.publish.Acceptance;
import org.camelometer.publish.Ledger;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.Batch;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher with a spool in front of it, whose receiver fails as the tests want. */
class SpooledPublisherTest {
  @TempDir Path folder;

  private final List<Sample> received = Collections.synchronizedList(new ArrayList<>());
  private volatile Processor receiver = this::take;

  @BeforeEach
  void aKameletThatCallsTheReceiver() {
    new ConfigurationFolder(folder)
        .set("camelometer.pollster-list", "vcpus")
        .pipeline("x", "peer://one?spool=true", "peer://two?spool=true")
        .write(
            "kamelets/publisher-peer.kamelet.yaml",
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: publisher-peer
            spec:
              definition:
                properties:
                  publisher: {type: string}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setProperty:
                        id: "publisher-peer:settings-{{publisher}}"
                        name: settings
                        constant: "{{publisher}}"
                    - process: {id: "publisher-peer:receive-{{publisher}}", ref: receiver}
            """);
  }

  private Agent start() {
    Processor current = exchange -> receiver.process(exchange);
    return Agent.start(AgentConfiguration.load(folder, Map.of()), Map.of("receiver", current));
  }

  @SuppressWarnings("unchecked")
  private void take(Exchange exchange) {
    received.addAll(exchange.getMessage().getBody(List.class));
  }

  private static Acceptance send(Agent agent, String... names) {
    Acceptance acceptance = new Acceptance();
    List<Sample> samples = new ArrayList<>();
    for (String name : names) {
      samples.add(Sample.builder(name, MeterType.GAUGE, "1").volume(1).id("id-" + name).build());
    }
    agent
        .context()
        .createProducerTemplate()
        .sendBodyAndProperty("direct:sink-k", Batch.of(samples), Acceptance.PROPERTY, acceptance);
    return acceptance;
  }

  private static Ledger first(Agent agent) {
    return agent.ledgers().iterator().next();
  }

  private List<String> names() {
    return List.copyOf(received).stream().map(Sample::name).toList();
  }

  @Test
  void whatWasAcceptedWaitsForItsReceiverOverARestart() {
    receiver =
        exchange -> {
          throw new IOException("nobody answers");
        };
    try (Agent agent = start()) {
      assertThat(send(agent, "a", "b").refusal()).isEmpty();
      await().until(() -> first(agent).fault().contains("nobody answers"));
      assertThat(first(agent).pending()).isEqualTo(2);
      assertThat(received).isEmpty();
    }
    receiver = this::take;
    try (Agent agent = start()) {
      await().until(() -> first(agent).delivered() == 2);
      assertThat(first(agent).accepted()).isEqualTo(2);
      assertThat(first(agent).fault()).isEmpty();
    }
    assertThat(names()).contains("a", "b");
    assertThat(received.get(0).id()).isEqualTo("id-a");
  }

  @Test
  void whatWillNeverBeTakenIsSetApartAndHoldsNothingUp() {
    receiver =
        exchange -> {
          if (exchange.getMessage().getBody(Batch.class).get(0).name().equals("bad")) {
            throw new UndeliverableException("it doesn't like this one");
          }
          take(exchange);
        };
    try (Agent agent = start()) {
      send(agent, "bad");
      send(agent, "good");
      await().until(() -> first(agent).delivered() == 1);
      assertThat(first(agent).refusals()).isEqualTo(Map.of("set apart", 1L));
      assertThat(first(agent).pending()).isZero();
    }
    assertThat(names()).contains("good").doesNotContain("bad");
  }

  @Test
  void whatAReceiverTookInPartIsNotSentAgain() {
    receiver =
        exchange -> {
          take(exchange);
          throw new PartlyRefusedException(1, "one was too large", new IOException());
        };
    try (Agent agent = start()) {
      send(agent, "a", "b", "c");
      await().until(() -> first(agent).pending() == 0);
      assertThat(first(agent).delivered()).isEqualTo(2);
      assertThat(first(agent).refusals()).isEqualTo(Map.of("refused by the receiver", 1L));
    }
    assertThat(names()).filteredOn("a"::equals).hasSize(2); // once by each publisher
  }

  @Test
  void aReceiverThatStandsStillHoldsUpNoOther() throws Exception {
    CountDownLatch stands = new CountDownLatch(1);
    receiver =
        exchange -> {
          if ("settings-0-peer".equals(exchange.getProperty("settings"))) {
            stands.await();
          }
          take(exchange);
        };
    try (Agent agent = start()) {
      for (int i = 0; i < 20; i++) {
        assertThat(send(agent, "s" + i).refusal()).isEmpty();
      }
      await().until(() -> names().size() == 20);
      assertThat(first(agent).pending()).isEqualTo(20);
      stands.countDown();
      await().until(() -> names().size() == 40);
    }
  }

  @Test
  void whatWaitsIsDeliveredBeforeTheEndWhileItsReceiverTakesIt() {
    CountDownLatch late = new CountDownLatch(1);
    receiver =
        exchange -> {
          late.await();
          take(exchange);
        };
    try (Agent agent = start()) {
      for (int i = 0; i < 30; i++) {
        send(agent, "s" + i);
      }
      late.countDown();
    }
    assertThat(names()).hasSize(60);
  }

  @Test
  void aSecondAgentOnTheSameSpoolsIsRefusedInASentence() {
    try (Agent agent = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(DefinitionException.class)
          .hasMessageContaining(folder.resolve("state/spool").toString())
          .hasMessageContaining("camelometer.state-dir")
          .hasMessageContaining("end the agent that uses it");
      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void whatASpoolCanNotTakeIsToldAndStaysCountedOverARestart() throws Exception {
    new ConfigurationFolder(folder)
        .set("camelometer.pollster-list", "vcpus")
        .pipeline("x", "peer://one?spool=true&spool_policy=refuse&spool_max_bytes=1048576");
    receiver =
        exchange -> {
          throw new IOException("nobody answers");
        };
    String[] names = new String[20_000];
    for (int i = 0; i < names.length; i++) {
      names[i] = "sample-with-a-name-that-takes-its-room-" + i;
    }
    try (Agent agent = start()) {
      Acceptance acceptance = send(agent, names);
      assertThat(acceptance.refusal().orElse("")).contains("peer://one").contains("1048576");
      assertThat(first(agent).refusals()).isEqualTo(Map.of("spool full", 20_000L));
      assertThat(send(agent, "small").refusal()).isEmpty();
      assertThat(first(agent).accepted())
          .isEqualTo(first(agent).delivered() + first(agent).pending() + first(agent).refused());
    }
    Commands commands = new Commands();
    assertThat(commands.run(folder, "spool", "ls", "--json")).isZero();
    assertThat(commands.out().get(0))
        .contains("\"accepted\":20001", "\"refused\":20000", "\"spool full\":20000");
    try (Agent agent = start()) {
      assertThat(first(agent).refusals()).isEqualTo(Map.of("spool full", 20_000L));
      assertThat(first(agent).accepted()).isEqualTo(20_001);
    }
  }
}
