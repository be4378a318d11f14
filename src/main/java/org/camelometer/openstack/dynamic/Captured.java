package org.camelometer.openstack.dynamic;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fields of one sample have found so far. For one thread. */
final class Captured {
  private final Map<String, @Nullable Object> all = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> byName = new LinkedHashMap<>();

  /** Adds what a field found. A later value takes an earlier one's place unless it is none. */
  void add(DynamicReading.Found found) {
    all.put(found.meter(), found.volume());
    found
        .metadata()
        .forEach(
            (key, value) -> {
              if (value != null || !all.containsKey(key)) {
                all.put(key, value);
              }
            });
    Map<String, @Nullable Object> field = new LinkedHashMap<>();
    field.put("value", found.volume());
    field.put("metadata", found.metadata());
    byName.put(found.meter(), field);
  }

  /** Names and values that join the sample's metadata. */
  Map<String, @Nullable Object> all() {
    return all;
  }

  /** The names that the next field's URL or command may use. */
  Map<String, @Nullable Object> variables(Map<String, @Nullable Object> sample) {
    Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    variables.put("sample", sample);
    variables.put("extra_metadata_captured", all);
    variables.put("extra_metadata_by_name", byName);
    return variables;
  }
}
