package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.camel.Processor;
import org.camelometer.publish.Ledger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agents whose publishers would never let them end by themselves. */
@Timeout(120)
class EndingTest {
  @TempDir Path folder;

  @Test
  void anAgentEndsThoughItsReceiversNeverAnswer() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:%d/%s?timeout=3600";
      new ConfigurationFolder(folder)
          .set("camelometer.polling.batch-size", "1")
          .pipeline(
              "'*'",
              url.formatted(mute.getLocalPort(), "queue") + "&spool=false",
              url.formatted(mute.getLocalPort(), "spool"));
      List<Ledger> ledgers;
      MemoryLog said = MemoryLog.of("org.camelometer.publish");
      try (Agent agent = Agents.start(folder)) {
        ledgers = List.copyOf(agent.ledgers());
        await().until(() -> ledgers.stream().allMatch(ledger -> ledger.pending() > 10));
      }
      assertThat(ledgers.get(0).pending()).isZero();
      assertThat(ledgers.get(0).refusals().get("failed")).isGreaterThan(10);
      assertThat(said.lines())
          .anyMatch(line -> line.contains("/queue") && line.contains("are lost: it has no spool"))
          .anyMatch(line -> line.contains("/spool") && line.contains("wait in its spool"))
          .noneMatch(line -> line.contains("can't be reached"));
    }
  }

  @Test
  void anAgentEndsThoughARouteOfAUserNeverDoes() {
    new ConfigurationFolder(folder)
        .pipeline("cpu", "peer://one")
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
    Semaphore never = new Semaphore(0);
    MemoryLog said = MemoryLog.of("org.camelometer.runtime.Ending");
    Map<String, Object> receiver =
        Map.of("receiver", (Processor) exchange -> never.acquireUninterruptibly());
    try (Agent agent = Agent.start(AgentConfiguration.load(folder, Map.of()), receiver)) {
      await().until(() -> agent.ledgers().iterator().next().pending() > 0);
    }
    assertThat(said.lines()).singleElement().asString().contains("is left alone");
    never.release(1000);
  }
}
