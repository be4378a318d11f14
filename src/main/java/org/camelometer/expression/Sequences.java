package org.camelometer.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings and lists put together. */
final class Sequences {

  private Sequences() {}

  /** Two strings or two lists in a row; null if they are neither. */
  static @Nullable Object join(Object a, Object b) {
    if (a instanceof String left && b instanceof String right) {
      checkString((long) left.length() + right.length());
      return left + right;
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      checkList((long) left.size() + right.size());
      List<@Nullable Object> both = new ArrayList<>(left.size() + right.size());
      both.addAll(left);
      both.addAll(right);
      return both;
    }
    return null;
  }

  /** A string or list several times, the number on either side; null if it is neither. */
  static @Nullable Object repeat(Object a, Object b) {
    if (Numbers.isInteger(a)) {
      return times(b, a);
    }
    return Numbers.isInteger(b) ? times(a, b) : null;
  }

  private static @Nullable Object times(Object sequence, Object number) {
    if (sequence instanceof String text) {
      long count = count(number);
      checkString(count * text.length());
      return text.isEmpty() ? "" : text.repeat((int) count);
    }
    return sequence instanceof List<?> list ? times(list, count(number)) : null;
  }

  /** How many times; no more than an int, since what isn't empty would be too long then. */
  private static long count(Object number) {
    if (number instanceof Long count) {
      return Math.max(0, Math.min(count, Integer.MAX_VALUE));
    }
    if (number instanceof Boolean once) {
      return once ? 1 : 0;
    }
    throw new EvaluationException("nothing can be repeated that often");
  }

  private static List<@Nullable Object> times(List<?> list, long count) {
    checkList(count * list.size());
    List<@Nullable Object> all = new ArrayList<>();
    for (long i = list.isEmpty() ? count : 0; i < count; i++) {
      all.addAll(list);
    }
    return all;
  }

  static void checkString(long length) {
    if (length > Limits.STRING) {
      throw new EvaluationException(
          "the string would be longer than %d signs".formatted(Limits.STRING));
    }
  }

  static void checkList(long size) {
    if (size > Limits.LIST) {
      throw new EvaluationException(
          "the list would have more than %d elements".formatted(Limits.LIST));
    }
  }
}
