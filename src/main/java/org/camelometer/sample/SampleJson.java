package org.camelometer.sample;

import static org.camelometer.sample.SampleFields.map;
import static org.camelometer.sample.SampleFields.number;
import static org.camelometer.sample.SampleFields.optional;
import static org.camelometer.sample.SampleFields.required;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    json.writeStartObject();
    json.writeStringField("name", sample.name());
    json.writeStringField("type", sample.type().text());
    json.writeStringField("unit", sample.unit());
    write("volume", sample.volume(), json);
    json.writeStringField("user_id", sample.userId());
    json.writeStringField("project_id", sample.projectId());
    json.writeStringField("resource_id", sample.resourceId());
    json.writeStringField("timestamp", sample.timestamp());
    write("resource_metadata", sample.resourceMetadata(), json);
    json.writeStringField("source", sample.source());
    json.writeStringField("id", sample.id());
    write("monotonic_time", sample.monotonicTime(), json);
    json.writeEndObject();
  }

  private static void write(String name, @Nullable Object value, JsonGenerator json)
      throws IOException {
    json.writeFieldName(name);
    JsonValues.write(value, json);
  }

  /** The same, as UTF-8 on one line. */
  public static void write(Sample sample, OutputStream out) throws IOException {
    try (JsonGenerator json = JsonValues.generator(out)) {
      write(sample, json);
    }
  }

  /** One object on one line, without the line's end. */
  public static String text(Sample sample) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    try {
      write(sample, line);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written to", e);
    }
    return line.toString(StandardCharsets.US_ASCII);
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
