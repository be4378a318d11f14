package org.camelometer.publish.gnocchi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A type of Gnocchi's resources: which meters are its metrics, and what is told of a resource.
 *
 * @param name Gnocchi's name of it
 * @param metrics the archive policy of each metric
 * @param attributes in the order of the file
 * @param events what events do to it, if anything
 */
record ResourceType(
    String name,
    Map<String, String> metrics,
    Map<String, Attribute> attributes,
    Optional<EventRules> events) {

  private static final int LONGEST = 255;

  /** The attributes that a sample's fields have a value for. */
  Map<String, Object> attributesOf(Map<String, ?> fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    attributes.forEach(
        (key, attribute) -> attribute.of(fields).ifPresent(value -> values.put(key, value)));
    return values;
  }

  /** The type as Gnocchi's API takes it: with each attribute a text that may be missing. */
  Map<String, Object> body() {
    Map<String, Object> texts = new LinkedHashMap<>();
    attributes
        .keySet()
        .forEach(
            key ->
                texts.put(
                    key,
                    Map.of(
                        "type",
                        "string",
                        "required",
                        false,
                        "min_length",
                        0,
                        "max_length",
                        LONGEST)));
    return Map.of("name", name, "attributes", texts);
  }
}
