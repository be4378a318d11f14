package org.camelometer.sample;

import static org.camelometer.sample.SampleFields.map;
import static org.camelometer.sample.SampleFields.number;
import static org.camelometer.sample.SampleFields.optional;
import static org.camelometer.sample.SampleFields.required;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample as Ceilometer sends it over the wire ("metering message"): a map of JSON values with
 * these keys, in this order: source, counter_name, counter_type, counter_unit, counter_volume,
 * user_id, project_id, resource_id, timestamp, resource_metadata, message_id, monotonic_time,
 * message_signature.
 */
public final class MeteringMessage {
  /** The key of the signature, which is left out of what is signed. */
  public static final String SIGNATURE = "message_signature";

  private MeteringMessage() {}

  /** The signed message of a sample. */
  public static Map<String, @Nullable Object> of(Sample sample, MessageSignature signature) {
    Map<String, @Nullable Object> message = unsigned(sample);
    message.put(SIGNATURE, signature.sign(message));
    return message;
  }

  /** The same with a {@code publisher_id}, which is signed as well: what {@code tcp:} sends. */
  public static Map<String, @Nullable Object> of(
      Sample sample, MessageSignature signature, String publisherId) {
    Map<String, @Nullable Object> message = unsigned(sample);
    message.put("publisher_id", publisherId);
    message.put(SIGNATURE, signature.sign(message));
    return message;
  }

  private static Map<String, @Nullable Object> unsigned(Sample sample) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>(32);
    message.put("source", sample.source());
    message.put("counter_name", sample.name());
    message.put("counter_type", sample.type().text());
    message.put("counter_unit", sample.unit());
    message.put("counter_volume", sample.volume());
    message.put("user_id", sample.userId());
    message.put("project_id", sample.projectId());
    message.put("resource_id", sample.resourceId());
    message.put("timestamp", sample.timestamp());
    message.put("resource_metadata", sample.resourceMetadata());
    message.put("message_id", sample.id());
    message.put("monotonic_time", sample.monotonicTime());
    return message;
  }

  /**
   * The sample in a message. Keys that other releases add ({@code user_name}) are passed over;
   * unit, volume, owners, resource, time and metadata may be missing. The signature is not looked
   * at: see {@link MessageSignature#verify}.
   *
   * @throws IllegalArgumentException naming the key that is missing or of the wrong kind
   */
  public static Sample sample(Map<String, ?> message) {
    return Sample.builder(
            required(message, "counter_name"),
            MeterType.of(required(message, "counter_type")),
            optional(message, "counter_unit"))
        .volume(message.get("counter_volume"))
        .owner(optional(message, "user_id"), optional(message, "project_id"))
        .resourceId(optional(message, "resource_id"))
        .timestamp(optional(message, "timestamp"))
        .metadata(map(message, "resource_metadata"))
        .source(required(message, "source"))
        .id(required(message, "message_id"))
        .monotonicTime(number(message, "monotonic_time"))
        .build();
  }
}
