package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What reaches a real RabbitMQ, as pipeline's publisher and as {@code telemetry.polling}. */
class NotifyModeTest {
  @RegisterExtension static final RabbitmqNode RABBITMQ = new RabbitmqNode();

  @TempDir Path folder;
  private ConfigurationFolder configuration;

  @BeforeEach
  void write() {
    for (String queue : List.of("metering.sample", "notifications.sample")) {
      RABBITMQ.with(channel -> channel.queueDelete(queue)); // what another test's agent left
    }
    configuration =
        new ConfigurationFolder(folder)
            .set("camelometer.rabbitmq.url", RABBITMQ.uri())
            .set("camelometer.telemetry-secret", "s3cr3t")
            .pipeline("cpu, vcpus, power.state", "notifier://");
  }

  @Test
  void theNotifierSendsAListOfSignedMessages() throws Exception {
    try (Agent agent = configuration.start()) {
      Map<String, ?> message = message("metering.sample");
      assertThat(message.get("event_type")).isEqualTo("metering");
      assertThat(message.get("priority")).isEqualTo("SAMPLE");
      assertSigned((List<?>) message.get("payload"), 3);
      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void modeNotifySendsWhatIsPolledPastTheSinks() throws Exception {
    configuration
        .set("camelometer.polling.mode", "notify")
        .set("camelometer.polling.notify-batch-size", "2");
    try (Agent agent = configuration.start()) {
      Map<String, ?> first = message("notifications.sample");
      assertThat(first.get("event_type")).isEqualTo("telemetry.polling");
      assertThat(first.get("publisher_id")).isEqualTo("ceilometer.polling");
      assertSigned((List<?>) ((Map<?, ?>) first.get("payload")).get("samples"), 2);
      Map<String, ?> second = message("notifications.sample");
      assertSigned((List<?>) ((Map<?, ?>) second.get("payload")).get("samples"), 1);
      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void modeNotifySendsAReadingOnceHoweverManySourcesWantIt() throws Exception {
    configuration
        .set("camelometer.polling.mode", "notify")
        .write(
            "pipeline.yaml",
            """
            sources:
            - {name: a, interval: 1, meters: ['*'], sinks: [k]}
            - {name: b, interval: 1, meters: [cpu], sinks: [k]}
            - {name: c, interval: 1, meters: [cpu, vcpus], sinks: [k]}
            sinks: [{name: k, publishers: ['log:']}]
            """);
    Set<String> ids = new HashSet<>();
    try (Agent agent = configuration.start()) {
      while (ids.size() < 40) {
        Map<?, ?> payload = (Map<?, ?>) message("notifications.sample").get("payload");
        for (Object sample : (List<?>) payload.get("samples")) {
          assertThat(ids.add(String.valueOf(((Map<?, ?>) sample).get("message_id")))).isTrue();
        }
      }
      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void aPollingFileAloneIsPolledAndSentToTheBus() throws Exception {
    configuration.write(
        "polling.yaml", "sources: [{name: some_pollsters, interval: 1, meters: [vcpus]}]");
    try (Agent agent = configuration.start()) {
      Map<String, ?> message = message("notifications.sample");
      assertSigned((List<?>) ((Map<?, ?>) message.get("payload")).get("samples"), 1);
      assertThat(agent.context().getRoute("poll-some_pollsters")).isNotNull();
      assertThat(agent.context().getRoute("poll-s")).isNull();
    }
  }

  private static Map<String, ?> message(String queue) throws Exception {
    RABBITMQ.with(channel -> channel.exchangeDeclare("ceilometer", "topic", false));
    RABBITMQ.with(channel -> channel.queueDeclare(queue, false, false, false, Map.of()));
    GetResponse response = RABBITMQ.take(queue);
    assertThat(response.getProps().getContentType()).isEqualTo("application/json");
    assertThat(response.getProps().getDeliveryMode()).isEqualTo(2);
    String body = new String(response.getBody(), StandardCharsets.UTF_8);
    Map<String, ?> envelope = JsonValues.readObject(body);
    assertThat(envelope.get("oslo.version")).isEqualTo("2.0");
    return JsonValues.readObject((String) envelope.get("oslo.message"));
  }

  private static void assertSigned(List<?> samples, int count) {
    assertThat(samples).hasSize(count);
    for (Object sample : samples) {
      @SuppressWarnings("unchecked")
      Map<String, ?> message = (Map<String, ?>) sample;
      assertThat(new MessageSignature("s3cr3t").verify(message)).isTrue();
    }
  }
}
