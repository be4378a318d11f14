package org.camelometer.publish.notifier;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.UUID;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.NestedJson;
import org.camelometer.sample.Sample;

/**
 * Encodes samples as an oslo.messaging notification of priority SAMPLE in a version 2 envelope: a
 * JSON object whose {@code oslo.message} is the notification, again as JSON. For any number of
 * threads.
 *
 * @param publisherId who sends
 * @param eventType what it is
 * @param wrapped whether the payload is {@code {"samples": […]}} instead of the bare list
 */
record OsloMessage(
    String publisherId,
    String eventType,
    boolean wrapped,
    MessageSignature signature,
    Clock clock) {

  private static final int USUAL_SAMPLE = 1700;
  private static final byte[] BEGIN =
      "{\"oslo.version\":\"2.0\",\"oslo.message\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  /** The same for one meter, which follows its event type: {@code metering.cpu}. */
  OsloMessage of(String meter) {
    return new OsloMessage(publisherId, eventType + "." + meter, wrapped, signature, clock);
  }

  /** The body of an AMQP message: ASCII. */
  byte[] encode(List<Sample> samples) throws IOException {
    NestedJson body = new NestedJson(USUAL_SAMPLE * (samples.size() + 1));
    body.raw(BEGIN);
    try (JsonGenerator json = JsonValues.generator(body)) {
      writeNotification(samples, json, body);
    }
    body.raw(END);
    return body.toByteArray();
  }

  private void writeNotification(List<Sample> samples, JsonGenerator json, NestedJson body)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("message_id", UUID.randomUUID().toString());
    json.writeStringField("publisher_id", publisherId);
    json.writeStringField("event_type", eventType);
    json.writeStringField("priority", "SAMPLE");
    json.writeFieldName("payload");
    writePayload(samples, json, body);
    json.writeStringField("timestamp", timestamp(clock.instant()));
    json.writeStringField("_unique_id", UUID.randomUUID().toString().replace("-", ""));
    json.writeEndObject();
  }

  private void writePayload(List<Sample> samples, JsonGenerator json, NestedJson body)
      throws IOException {
    if (wrapped) {
      json.writeStartObject();
      json.writeFieldName("samples");
    }
    json.writeStartArray();
    for (Sample sample : samples) {
      body.write(MeteringMessage.of(sample, signature), json);
    }
    json.writeEndArray();
    if (wrapped) {
      json.writeEndObject();
    }
  }

  /** As Python writes a time of UTC: without a fraction where there is none. */
  static String timestamp(Instant moment) {
    boolean whole = moment.get(ChronoField.MICRO_OF_SECOND) == 0;
    return (whole ? SECONDS : MICROSECONDS).format(moment);
  }
}
