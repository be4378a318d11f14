package org.camelometer.runtime.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;

/**
 * Finds the samples in a line of a recording, and knows by its keys what it is: a sample, a
 * metering message, a notification with such messages, its envelope, or an AMQP message with either
 * as its body. Signatures are not looked at: what was recorded is on this side of them.
 *
 * @param sampleSource the source of samples that name none
 */
public record RecordedLine(String sampleSource) {
  private static final Set<String> EVENT_TYPES = Set.of("telemetry.polling", "metering");
  private static final int KEYS_SHOWN = 8;

  /**
   * The samples of a line. One without an id gets a new one.
   *
   * @throws IllegalArgumentException saying what the line has and what would be right
   */
  List<Sample> samples(String line) {
    Map<String, @Nullable Object> object = object("this line", line);
    if (isSample(object)) {
      return List.of(sample(object));
    }
    if (object.containsKey("body")) {
      object = object("'body'", object.get("body"));
    }
    if (object.containsKey("oslo.message")) {
      object = object("'oslo.message'", object.get("oslo.message"));
    }
    if (object.containsKey("event_type") && object.containsKey("payload")) {
      return payload(object);
    }
    throw new IllegalArgumentException(
        ("an object with %s is nothing to replay; right would be a sample ('name'), a metering"
                + " message ('counter_name'), a notification ('event_type' and 'payload'), its"
                + " envelope ('oslo.message') or an AMQP message ('body')")
            .formatted(keys(object)));
  }

  private List<Sample> payload(Map<String, @Nullable Object> notification) {
    Object type = notification.get("event_type");
    if (!(type instanceof String) || !EVENT_TYPES.contains(type)) {
      throw new IllegalArgumentException(
          ("a notification of event type %s carries no samples; right would be telemetry.polling or"
                  + " metering")
              .formatted(JsonValues.text(type)));
    }
    Object payload = notification.get("payload");
    Object messages = payload instanceof Map<?, ?> map ? map.get("samples") : payload;
    if (!(messages instanceof List<?> list)) {
      throw new IllegalArgumentException(
          ("the payload of this %s notification is %s; right would be a list of metering messages,"
                  + " or an object with such a list as its 'samples'")
              .formatted(type, kind(payload)));
    }
    List<Sample> samples = new ArrayList<>(list.size());
    for (Object message : list) {
      samples.add(sample(samples.size() + 1, message));
    }
    return samples;
  }

  private Sample sample(int number, @Nullable Object message) {
    try {
      if (message instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        if (isSample(fields)) {
          return sample(fields);
        }
        throw new IllegalArgumentException("'counter_name' is missing");
      }
      throw new IllegalArgumentException("it is " + kind(message) + "; right would be an object");
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "sample %d of the payload: %s".formatted(number, wrong.getMessage()), wrong);
    }
  }

  private static boolean isSample(Map<String, @Nullable Object> object) {
    return object.containsKey("name") || object.containsKey("counter_name");
  }

  private Sample sample(Map<String, @Nullable Object> fields) {
    boolean bare = fields.containsKey("name");
    fields.computeIfAbsent("source", key -> sampleSource);
    fields.computeIfAbsent(bare ? "id" : "message_id", key -> UUID.randomUUID().toString());
    return bare ? SampleJson.sample(fields) : MeteringMessage.sample(fields);
  }

  private static Map<String, @Nullable Object> object(String shown, @Nullable Object text) {
    if (!(text instanceof String json)) {
      throw new IllegalArgumentException(
          "%s is %s; right would be a string with a JSON object".formatted(shown, kind(text)));
    }
    try {
      return JsonValues.readObject(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is no JSON object: %s".formatted(shown, fault(json, e)), e);
    }
  }

  private static String fault(String json, IOException e) {
    if (json.startsWith("{'")) {
      return "it is in Python's notation; record with the publisher file:// without format=python";
    }
    return e instanceof JsonProcessingException fault
        ? "%s, column %d".formatted(fault.getOriginalMessage(), fault.getLocation().getColumnNr())
        : String.valueOf(e.getMessage());
  }

  private static String keys(Map<String, @Nullable Object> object) {
    return object.isEmpty()
        ? "no keys"
        : object.keySet().stream()
            .limit(KEYS_SHOWN)
            .map("'%s'"::formatted)
            .collect(Collectors.joining(", ", "", object.size() > KEYS_SHOWN ? ", …" : ""));
  }

  private static String kind(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? "an empty object" : "an object";
    }
    return value instanceof List ? "a list" : JsonValues.text(value);
  }
}
