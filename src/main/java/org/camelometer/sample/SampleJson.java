package org.camelometer.sample;

import static org.camelometer.sample.SampleFields.map;
import static org.camelometer.sample.SampleFields.number;
import static org.camelometer.sample.SampleFields.optional;
import static org.camelometer.sample.SampleFields.required;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample as one JSON object with these keys, in this order: name, type, unit, volume, user_id,
 * project_id, resource_id, timestamp, resource_metadata, source, id, monotonic_time. Unsigned; what
 * {@code file:}, {@code log:} and {@code http:} publish and {@code replay} reads. {@link
 * JsonValues} says how values are written.
 */
public final class SampleJson {

  private SampleJson() {}

  /** The fields of a sample in their order. */
  public static Map<String, @Nullable Object> fields(Sample sample) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(32);
    fields.put("name", sample.name());
    fields.put("type", sample.type().text());
    fields.put("unit", sample.unit());
    fields.put("volume", sample.volume());
    fields.put("user_id", sample.userId());
    fields.put("project_id", sample.projectId());
    fields.put("resource_id", sample.resourceId());
    fields.put("timestamp", sample.timestamp());
    fields.put("resource_metadata", sample.resourceMetadata());
    fields.put("source", sample.source());
    fields.put("id", sample.id());
    fields.put("monotonic_time", sample.monotonicTime());
    return fields;
  }

  /** Writes a sample as one object. */
  public static void write(Sample sample, JsonGenerator json) throws IOException {
    JsonValues.write(fields(sample), json);
  }

  /** One object on one line, without the line's end. */
  public static String text(Sample sample) {
    return JsonValues.text(fields(sample));
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Sample read(String line) {
    try {
      return sample(JsonValues.readObject(line));
    } catch (IOException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
    }
  }

  /**
   * The sample in some fields. Keys that other releases add ({@code user_name}) are passed over;
   * all but name, type, source and id may be missing.
   *
   * @throws IllegalArgumentException naming the key that is missing or of the wrong kind
   */
  public static Sample sample(Map<String, ?> fields) {
    return Sample.builder(
            required(fields, "name"),
            MeterType.of(required(fields, "type")),
            optional(fields, "unit"))
        .volume(fields.get("volume"))
        .owner(optional(fields, "user_id"), optional(fields, "project_id"))
        .resourceId(optional(fields, "resource_id"))
        .timestamp(optional(fields, "timestamp"))
        .metadata(map(fields, "resource_metadata"))
        .source(required(fields, "source"))
        .id(required(fields, "id"))
        .monotonicTime(number(fields, "monotonic_time"))
        .build();
  }
}
