package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.camelometer.publish.Ledger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are known to those who need them alone. */
class SecretsTest {
  private static final String SECRET = "geh3im";

  @TempDir Path folder;

  @Test
  void noSecretIsInALogOrInJmxWhileTheReceiversFail() throws Exception {
    MemoryLog log = MemoryLog.of("ROOT");
    configuration();
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> agent.ledgers().stream().noneMatch(ledger -> ledger.fault().isEmpty()));
      assertThat(agent.ledgers()).hasSize(3);

      List<String> shown = everythingInJmx();

      assertThat(shown).anyMatch(text -> text.contains("127.0.0.1"));
      assertThat(shown).noneMatch(text -> text.contains(SECRET));
      assertThat(agent.ledgers()).extracting(Ledger::publisher).noneMatch(t -> t.contains(SECRET));
      assertThat(agent.context().getEndpoints())
          .extracting(endpoint -> endpoint.getEndpointUri())
          .noneMatch(uri -> uri.contains(SECRET));
    }
    assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void noSecretIsInAnErrorOfTheConfiguration() {
    new ConfigurationFolder(folder)
        .pipeline(
            "cpu",
            "notifier://u:%s@host:99999".formatted(SECRET),
            "notifier://u:%s@host?nonsense=1&password=%s".formatted(SECRET, SECRET),
            "nobody://u:%s@host".formatted(SECRET));

    assertThatThrownBy(() -> Agents.start(folder))
        .hasMessageContaining("99999")
        .hasMessageContaining("nonsense")
        .hasMessageContaining("nobody")
        .hasMessageNotContaining(SECRET);
  }

  private void configuration() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    new ConfigurationFolder(folder)
        .set("camelometer.rabbitmq.url", "amqp://user:{{file:%s}}@127.0.0.1:1/".formatted(file))
        .set("camelometer.telemetry-secret", SECRET)
        .pipeline(
            "cpu",
            "notifier://",
            "notifier://other:{{file:%s}}@127.0.0.1:1/v".formatted(file),
            "notifier://third:%s@127.0.0.1:1/w?spool=false".formatted(SECRET));
  }

  /** Every attribute of every bean of Camel's and ours. */
  private static List<String> everythingInJmx() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    List<String> texts = new ArrayList<>();
    for (ObjectName name : server.queryNames(new ObjectName("org.*:*"), null)) {
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
        texts.add(name + " " + attribute.getName() + " " + value(server, name, attribute));
      }
    }
    return texts;
  }

  private static Object value(MBeanServer server, ObjectName name, MBeanAttributeInfo attribute)
      throws JMException {
    try {
      Object value = server.getAttribute(name, attribute.getName());
      return value instanceof Map || value instanceof String ? value : String.valueOf(value);
    } catch (RuntimeMBeanException notReadable) {
      return "";
    }
  }
}
