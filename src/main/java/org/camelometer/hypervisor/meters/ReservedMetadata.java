package org.camelometer.hypervisor.meters;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.definition.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Which of the metadata that users write about their instances goes into samples, by Ceilometer's
 * rule: what stands under certain prefixes, without the prefix, and certain keys; dots become
 * underscores.
 *
 * @param prefixes {@code camelometer.reserved-metadata-namespace}
 * @param keys {@code camelometer.reserved-metadata-keys}
 * @param length {@code camelometer.reserved-metadata-length}: values are cut after so many signs
 */
record ReservedMetadata(List<String> prefixes, List<String> keys, int length) {

  ReservedMetadata {
    prefixes = List.copyOf(prefixes);
    keys = List.copyOf(keys);
  }

  /**
   * Reads and checks it.
   *
   * @throws org.camelometer.definition.DefinitionException naming the key that is wrong
   */
  static ReservedMetadata from(Settings settings) {
    return new ReservedMetadata(
        list(settings.get("camelometer.reserved-metadata-namespace", "metering.")),
        list(settings.get("camelometer.reserved-metadata-keys", "")),
        settings.integer("camelometer.reserved-metadata-length", 256, 0));
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::trim).filter(w -> !w.isEmpty()).toList();
  }

  /**
   * What of it goes into samples; a new map.
   *
   * @param taken names that are in the samples' metadata already, and so aren't taken once more
   */
  Map<String, @Nullable Object> of(Map<String, String> written, Set<String> taken) {
    Map<String, @Nullable Object> reserved = new LinkedHashMap<>();
    for (String prefix : prefixes) {
      written.forEach(
          (key, value) -> {
            if (key.startsWith(prefix)) {
              put(key.substring(prefix.length()), value, taken, reserved);
            }
          });
    }
    for (String key : keys) {
      String value = written.get(key);
      if (value != null) {
        put(key, value, taken, reserved);
      }
    }
    return reserved;
  }

  private void put(
      String key, String value, Set<String> taken, Map<String, @Nullable Object> reserved) {
    String name = key.replace('.', '_');
    if (!taken.contains(name)) {
      reserved.put(name, cut(value));
    }
  }

  /** Signs as Python counts them, of which Java makes one or two chars. */
  private String cut(String value) {
    return value.codePointCount(0, value.length()) <= length
        ? value
        : value.substring(0, value.offsetByCodePoints(0, length));
  }
}
