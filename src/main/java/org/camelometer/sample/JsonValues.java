package org.camelometer.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Python reads and writes it, so that a signature holds after the round trip: integers of
 * any size stay integers, floats stay floats and are written with the shortest digits that read
 * back as the same number; what isn't ASCII is escaped, so that no reader has to guess an encoding
 * and nothing in a string can break a message. NaN and the infinities are written and read as the
 * bare words {@code NaN}, {@code Infinity} and {@code -Infinity}, which Python, Jackson and jq
 * take, although the standard has no such numbers.
 *
 * <p>Values are null, booleans, strings, numbers, collections and maps; anything else is written as
 * the string that it calls itself. For any number of threads.
 */
public final class JsonValues {
  private static final int LONGEST_NUMBER = 10_000;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(LONGEST_NUMBER).build())
          // Buffers of its own for each of several generators that one thread has open.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .build();
  private static final ObjectMapper MAPPER =
      new JsonMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private JsonValues() {}

  /** A generator of compact UTF-8 JSON; close it to have everything in the stream. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  /** One value as text, in ASCII signs alone. */
  public static String text(@Nullable Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = generator(bytes)) {
      write(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't be written to", e);
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  /** Writes one value. */
  public static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Number number) {
      writeNumber(number, json);
    } else if (value instanceof Metadata metadata) {
      json.writeRawValue(metadata.json());
    } else if (value instanceof Map<?, ?> map) {
      writeMap(map, json);
    } else if (value instanceof Collection<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(item, json);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  /**
   * Reads one JSON object; of a repeated key, the last value counts.
   *
   * @throws IOException if it isn't one, or something follows it
   */
  public static Map<String, @Nullable Object> readObject(String text) throws IOException {
    try (JsonParser json = FACTORY.createParser(text)) {
      return readObject(json);
    }
  }

  /** As {@link #readObject(String)}, from UTF-8. */
  public static Map<String, @Nullable Object> readObject(byte[] utf8) throws IOException {
    try (JsonParser json = FACTORY.createParser(utf8)) {
      return readObject(json);
    }
  }

  /**
   * Reads one value of any kind.
   *
   * @throws IOException if it isn't one, or something follows it
   */
  public static @Nullable Object readValue(String text) throws IOException {
    try (JsonParser json = FACTORY.createParser(text)) {
      if (json.nextToken() == null) {
        throw new JsonParseException(json, "there is no value");
      }
      return MAPPER.readValue(json, Object.class);
    }
  }

  private static Map<String, @Nullable Object> readObject(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(json, "this is no JSON object");
    }
    return MAPPER.readValue(json, OBJECT);
  }

  private static void writeMap(Map<?, ?> map, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(String.valueOf(entry.getKey()));
      write(entry.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void writeNumber(Number number, JsonGenerator json) throws IOException {
    if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
      json.writeNumber(number.doubleValue());
    } else if (number instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else {
      json.writeNumber(number.longValue());
    }
  }
}
