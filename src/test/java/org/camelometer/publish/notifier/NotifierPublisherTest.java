package org.camelometer.publish.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camelometer.publish.Publishing;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotifierPublisherTest {
  private final List<Sample> samples = Publishing.samples(3);

  @Test
  void wrapsTheSignedMessagesOfABatchInAnEnvelope() throws Exception {
    NotifierPublisher publisher = publisher("notifier://");
    assertThat(publisher.routingKey()).isEqualTo("metering.sample");
    Map<String, @Nullable Object> message = notification(publisher);
    assertThat(message.keySet())
        .containsExactly(
            "message_id",
            "publisher_id",
            "event_type",
            "priority",
            "payload",
            "timestamp",
            "_unique_id");
    assertThat(message)
        .containsEntry("publisher_id", "telemetry.publisher.node1")
        .containsEntry("event_type", "metering")
        .containsEntry("priority", "SAMPLE")
        .containsEntry("timestamp", "2026-11-20 16:51:07.554056");
    assertThat(String.valueOf(message.get("message_id"))).hasSize(36);
    assertThat(String.valueOf(message.get("_unique_id"))).matches("[0-9a-f]{32}");
    check((List<?>) message.get("payload"));
  }

  @Test
  void sendsAsThePollingAgentDoesWhenAsked() throws Exception {
    NotifierPublisher publisher = publisher("notifier://?event_type=telemetry.polling");
    assertThat(publisher.routingKey()).isEqualTo("notifications.sample");
    Map<String, @Nullable Object> message = notification(publisher);
    assertThat(message)
        .containsEntry("publisher_id", "ceilometer.polling")
        .containsEntry("event_type", "telemetry.polling");
    assertThat(message.get("payload"))
        .isInstanceOfSatisfying(Map.class, payload -> check((List<?>) payload.get("samples")));
  }

  @Test
  void changesTheKeyAloneByItsTopic() throws Exception {
    NotifierPublisher publisher = publisher("notifier://?topic=other");
    assertThat(publisher.routingKey()).isEqualTo("other.sample");
    assertThat(notification(publisher)).containsEntry("event_type", "metering");
  }

  @Test
  void writesTimesAsPythonDoes() {
    assertThat(OsloMessage.timestamp(Instant.parse("2026-11-20T16:51:07Z")))
        .isEqualTo("2026-11-20 16:51:07");
    assertThat(OsloMessage.timestamp(Instant.parse("2026-11-20T16:51:07.5Z")))
        .isEqualTo("2026-11-20 16:51:07.500000");
  }

  private void check(@Nullable List<?> messages) {
    assertThat(messages).hasSameSizeAs(samples);
    for (int i = 0; i < samples.size(); i++) {
      @SuppressWarnings("unchecked") // keys of JSON objects are strings
      Map<String, @Nullable Object> message =
          (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(messages).get(i);
      assertThat(new MessageSignature(Publishing.SECRET).verify(message)).isTrue();
      assertThat(MeteringMessage.sample(message)).isEqualTo(samples.get(i));
    }
  }

  private Map<String, @Nullable Object> notification(NotifierPublisher publisher)
      throws IOException {
    byte[] body = publisher.encode(samples);
    assertThat(new String(body, StandardCharsets.ISO_8859_1)).isASCII();
    Map<String, @Nullable Object> envelope = JsonValues.readObject(body);
    assertThat(envelope.keySet()).containsExactly("oslo.version", "oslo.message");
    assertThat(envelope).containsEntry("oslo.version", "2.0");
    return JsonValues.readObject(String.valueOf(envelope.get("oslo.message")));
  }

  private static NotifierPublisher publisher(String entry) {
    return (NotifierPublisher) Publishing.create(entry);
  }
}
