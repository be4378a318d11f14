package org.camelometer.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedLineTest {
  private static final RecordedLine LINE = new RecordedLine("here");
  private static final Sample SAMPLE =
      Sample.builder("cpu", MeterType.CUMULATIVE, "ns")
          .volume(380000000)
          .resourceId("r1")
          .timestamp("2026-11-20T16:51:07.554056")
          .metadata(Map.of("host", "h"))
          .source("there")
          .id("i1")
          .monotonicTime(0.25)
          .build();
  private static final Map<String, @Nullable Object> MESSAGE =
      MeteringMessage.of(SAMPLE, new MessageSignature("not looked at"));

  @Test
  void readsSamples() {
    assertThat(LINE.samples(SampleJson.text(SAMPLE))).containsExactly(SAMPLE);
  }

  @Test
  void readsMeteringMessages() {
    assertThat(samples(MESSAGE)).containsExactly(SAMPLE);
  }

  @Test
  void readsNotificationsOfBothKinds() {
    assertThat(samples(polling(List.of(MESSAGE, MESSAGE)))).containsExactly(SAMPLE, SAMPLE);
    assertThat(samples(metering(List.of(MESSAGE)))).containsExactly(SAMPLE);
    assertThat(samples(metering(List.of()))).isEmpty();
  }

  @Test
  void readsNotificationsInTheirEnvelopeAndAsAmqpMessages() {
    Map<String, Object> bare = metering(List.of(MESSAGE));
    Map<String, Object> envelope =
        Map.of("oslo.version", "2.0", "oslo.message", JsonValues.text(bare));
    assertThat(samples(envelope)).containsExactly(SAMPLE);
    assertThat(samples(amqp(envelope))).containsExactly(SAMPLE);
    assertThat(samples(amqp(bare))).containsExactly(SAMPLE);
  }

  @Test
  void fillsInIdAndSourceWhereTheyAreMissingOrNull() {
    Map<String, @Nullable Object> message = new LinkedHashMap<>(MESSAGE);
    message.remove("message_id");
    message.put("source", null);
    Sample read = samples(metering(List.of(message))).get(0);
    assertThat(read.source()).isEqualTo("here");
    assertThat(read.id()).hasSize(36);
    Sample bare = LINE.samples("{\"name\":\"cpu\",\"type\":\"gauge\"}").get(0);
    assertThat(bare.source()).isEqualTo("here");
    assertThat(bare.id()).hasSize(36).isNotEqualTo(read.id());
  }

  @Test
  void saysWhatALineHasAndWhatWouldBeRight() {
    refused("{\"a\":1,\"b\":2}")
        .hasMessage(
            "an object with 'a', 'b' is nothing to replay; right would be a sample ('name'), a"
                + " metering message ('counter_name'), a notification ('event_type' and 'payload'),"
                + " its envelope ('oslo.message') or an AMQP message ('body')");
    refused("{}").hasMessageStartingWith("an object with no keys is nothing to replay");
    refused("{\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":0,\"6\":0,\"7\":0,\"8\":0,\"9\":0}")
        .hasMessageStartingWith("an object with '1', '2', '3', '4', '5', '6', '7', '8', … is");
    refused("cpu 1").hasMessageMatching("this line is no JSON object: .*, column \\d+");
    refused("{\"name\":").hasMessageStartingWith("this line is no JSON object: ");
    refused("{'name': u'cpu'}")
        .hasMessage(
            "this line is no JSON object: it is in Python's notation; record with the publisher"
                + " file:// without format=python");
  }

  @Test
  void saysWhatIsWrongWithASample() {
    refused("{\"name\":\"cpu\"}").hasMessage("'type' is missing");
    refused("{\"counter_name\":\"cpu\",\"counter_type\":\"meter\"}")
        .hasMessage("'meter' is no meter type; use gauge, delta or cumulative");
    refused(metering(List.of(MESSAGE, Map.of("counter_name", "cpu"))))
        .hasMessage("sample 2 of the payload: 'counter_type' is missing");
    refused(metering(List.of(Map.of("volume", 1))))
        .hasMessage("sample 1 of the payload: 'counter_name' is missing");
    refused(metering(List.of(5)))
        .hasMessage("sample 1 of the payload: it is 5; right would be an object");
  }

  @Test
  void saysWhatIsWrongWithAMessage() {
    refused(Map.of("event_type", "image.update", "payload", Map.of()))
        .hasMessage(
            "a notification of event type \"image.update\" carries no samples; right would be"
                + " telemetry.polling or metering");
    refused(Map.of("event_type", "metering", "payload", "x"))
        .hasMessageStartingWith("the payload of this metering notification is \"x\"; right would");
    refused(Map.of("event_type", "telemetry.polling", "payload", Map.of()))
        .hasMessageContaining("notification is an empty object; right would be a list");
    refused(Map.of("oslo.message", List.of()))
        .hasMessage("'oslo.message' is a list; right would be a string with a JSON object");
    refused(Map.of("body", "[1]")).hasMessageStartingWith("'body' is no JSON object: ");
  }

  private static Map<String, Object> polling(List<?> messages) {
    return Map.of("event_type", "telemetry.polling", "payload", Map.of("samples", messages));
  }

  private static Map<String, Object> metering(List<?> messages) {
    return Map.of("event_type", "metering", "payload", messages, "priority", "SAMPLE");
  }

  private static Map<String, Object> amqp(Map<String, Object> body) {
    return Map.of("exchange", "ceilometer", "body", JsonValues.text(body));
  }

  private static List<Sample> samples(Map<String, ?> object) {
    return LINE.samples(JsonValues.text(object));
  }

  private static AbstractThrowableAssert<?, ?> refused(Map<String, ?> object) {
    return refused(JsonValues.text(object));
  }

  private static AbstractThrowableAssert<?, ?> refused(String line) {
    return assertThatThrownBy(() -> LINE.samples(line))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
