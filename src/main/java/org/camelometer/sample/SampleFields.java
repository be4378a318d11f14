package org.camelometer.sample;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a sample out of a map that came from outside. */
final class SampleFields {

  private SampleFields() {}

  static String required(Map<String, ?> fields, String key) {
    String text = optional(fields, key);
    if (text == null) {
      throw new IllegalArgumentException("'%s' is missing".formatted(key));
    }
    return text;
  }

  static @Nullable String optional(Map<String, ?> fields, String key) {
    Object value = fields.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(key, value, "a string");
  }

  static @Nullable Double number(Map<String, ?> fields, String key) {
    Object value = fields.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(key, value, "a number");
  }

  static Map<String, @Nullable Object> map(Map<String, ?> fields, String key) {
    Object value = fields.get(key);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(key, value, "a map");
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((name, item) -> copy.put(String.valueOf(name), item));
    return copy;
  }

  private static IllegalArgumentException wrong(String key, Object value, String kind) {
    return new IllegalArgumentException(
        "'%s' is %s, a value of type %s, where %s belongs"
            .formatted(key, value, value.getClass().getSimpleName(), kind));
  }
}
