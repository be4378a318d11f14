package org.camelometer.runtime.replay;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;

/**
 * A field in which one sample differs from another. Numbers are compared by value, so that 1 and
 * 1.0 are alike; ids are not compared.
 *
 * @param path the field, such as {@code volume} or {@code resource_metadata.flavor.ram}
 * @param from its value in the first, as JSON
 * @param to its value in the second, as JSON
 */
public record FieldChange(String path, String from, String to) {
  /** Where one of two objects lacks a key, so that this isn't taken for null. */
  private static final Object MISSING = new Object();

  /** How a sample became another, in the order of the fields; empty if they are alike. */
  static List<FieldChange> between(Sample from, Sample to) {
    List<FieldChange> changes = new ArrayList<>();
    if (!from.equals(to)) {
      Map<String, @Nullable Object> fields = SampleJson.fields(from);
      Map<String, @Nullable Object> others = SampleJson.fields(to);
      fields.remove("id");
      others.remove("id");
      compareKeys("", fields, others, changes);
    }
    return changes;
  }

  private static void compareKeys(
      String prefix, Map<?, ?> from, Map<?, ?> to, List<FieldChange> changes) {
    Set<Object> keys = new LinkedHashSet<>(from.keySet());
    keys.addAll(to.keySet());
    for (Object key : keys) {
      compare(prefix + key, value(from, key), value(to, key), changes);
    }
  }

  private static @Nullable Object value(Map<?, ?> map, Object key) {
    return map.containsKey(key) ? map.get(key) : MISSING;
  }

  private static void compare(
      String path, @Nullable Object from, @Nullable Object to, List<FieldChange> changes) {
    if (from instanceof Map<?, ?> some && to instanceof Map<?, ?> others) {
      compareKeys(path + ".", some, others, changes);
    } else if (!alike(from, to)) {
      changes.add(new FieldChange(path, shown(from), shown(to)));
    }
  }

  private static boolean alike(@Nullable Object from, @Nullable Object to) {
    if (from instanceof Number some && to instanceof Number other) {
      return alike(some, other);
    }
    if (from instanceof List<?> some && to instanceof List<?> others) {
      return some.size() == others.size() && alike(some, others);
    }
    if (from instanceof Map<?, ?> some && to instanceof Map<?, ?> others) {
      List<FieldChange> changes = new ArrayList<>();
      compareKeys("", some, others, changes);
      return changes.isEmpty();
    }
    return Objects.equals(from, to);
  }

  private static boolean alike(List<?> some, List<?> others) {
    for (int i = 0; i < some.size(); i++) {
      if (!alike(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean alike(Number some, Number other) {
    if (!Double.isFinite(some.doubleValue()) || !Double.isFinite(other.doubleValue())) {
      return some.equals(other);
    }
    return new BigDecimal(some.toString()).compareTo(new BigDecimal(other.toString())) == 0;
  }

  private static String shown(@Nullable Object value) {
    return MISSING.equals(value) ? "(missing)" : JsonValues.text(value);
  }

  /** For people: {@code volume 1 → 2}. */
  @Override
  public String toString() {
    return "%s %s → %s".formatted(path, from, to);
  }
}
