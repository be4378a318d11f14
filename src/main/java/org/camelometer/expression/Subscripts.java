package org.camelometer.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of values: keys, indices and slices. Strings count by code points, as in Python. */
final class Subscripts {

  private Subscripts() {}

  /** {@code value.name}; keys of mappings are attributes where the language says so. */
  static @Nullable Object attribute(@Nullable Object value, String name, boolean keys) {
    if (value instanceof Attributes object) {
      return Values.normal(object.attribute(name));
    }
    if (value instanceof Map<?, ?> map) {
      if (!keys) {
        throw new EvaluationException(
            "a mapping has no attribute '%s'; write ['%s']".formatted(name, name));
      }
      return get(map, name);
    }
    if (value == Missing.MISSING) {
      return value;
    }
    throw new EvaluationException("%s has no attribute '%s'".formatted(Values.kind(value), name));
  }

  /** {@code value[key]}, Missing where a mapping or object has no such key. */
  static @Nullable Object item(@Nullable Object value, @Nullable Object key) {
    if (value instanceof Map<?, ?> map) {
      String name = key(key);
      return name == null ? Missing.MISSING : get(map, name);
    }
    if (value instanceof List<?> list) {
      return Values.normal(list.get(index(key, list.size())));
    }
    if (value instanceof String text) {
      return character(text, key);
    }
    if (value instanceof Attributes object && key instanceof String name) {
      return Values.normal(object.attribute(name));
    }
    if (value == Missing.MISSING) {
      return value;
    }
    throw new EvaluationException(
        "%s has no element at %s".formatted(Values.kind(value), Values.kind(key)));
  }

  /** The value of a key, Missing where there is none. */
  static @Nullable Object get(Map<?, ?> map, Object key) {
    Object value = map.get(key);
    return value != null ? Values.normal(value) : map.containsKey(key) ? null : Missing.MISSING;
  }

  /** A key that mappings may have, a string, or else null. An error for what Python never takes. */
  static @Nullable String key(@Nullable Object key) {
    if (key instanceof List || key instanceof Map) {
      throw new EvaluationException("%s can't be a key".formatted(Values.kind(key)));
    }
    return key instanceof String name ? name : null;
  }

  private static String character(String text, @Nullable Object key) {
    int at = text.offsetByCodePoints(0, index(key, text.codePointCount(0, text.length())));
    return Character.toString(text.codePointAt(at));
  }

  private static int index(@Nullable Object key, int size) {
    if (!Numbers.isInteger(key)) {
      throw new EvaluationException("an index must be an integer, not " + Values.kind(key));
    }
    long index = clipped(key);
    long fromStart = index < 0 ? index + size : index;
    if (fromStart < 0 || fromStart >= size) {
      throw new EvaluationException("the index is beyond the %d elements".formatted(size));
    }
    return (int) fromStart;
  }

  /** {@code value[start:stop:step]}; null is what wasn't written. */
  static @Nullable Object slice(
      @Nullable Object value,
      @Nullable Object start,
      @Nullable Object stop,
      @Nullable Object step) {
    if (value == Missing.MISSING) {
      return value;
    }
    if (value instanceof List<?> list) {
      return slice(list, start, stop, step);
    }
    if (value instanceof String text) {
      List<Integer> signs = text.codePoints().boxed().toList();
      StringBuilder part = new StringBuilder();
      slice(signs, start, stop, step).forEach(sign -> part.appendCodePoint((Integer) sign));
      return part.toString();
    }
    throw new EvaluationException("%s has no slices".formatted(Values.kind(value)));
  }

  private static List<@Nullable Object> slice(
      List<?> list, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
    long by = step == null ? 1 : bound(step);
    if (by == 0) {
      throw new EvaluationException("a slice can't go by zero");
    }
    int size = list.size();
    long first = by > 0 ? 0 : -1;
    long last = by > 0 ? size : size - 1L;
    long from = start == null ? (by > 0 ? first : last) : clamp(bound(start), size, first, last);
    long to = stop == null ? (by > 0 ? last : first) : clamp(bound(stop), size, first, last);
    List<@Nullable Object> part = new ArrayList<>();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      part.add(list.get((int) i));
    }
    return part;
  }

  private static long clamp(long index, int size, long first, long last) {
    return Math.max(first, Math.min(last, index < 0 ? index + size : index));
  }

  private static long bound(Object value) {
    if (!Numbers.isInteger(value)) {
      throw new EvaluationException(
          "the bounds of a slice must be integers, not " + Values.kind(value));
    }
    return clipped(value);
  }

  /** An integer, or one beyond every size. */
  private static long clipped(@Nullable Object value) {
    if (value instanceof Long number) {
      return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }
    return value instanceof Boolean
        ? Numbers.toBig(value).intValue()
        : Numbers.toBig(value).signum() * (long) Integer.MAX_VALUE;
  }
}
