package org.camelometer.expression;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When two normal values are equal, and when they are the same. */
final class Equality {

  private Equality() {}

  /** Python's {@code a == b}: numbers by value, lists and mappings by their elements. */
  static boolean equal(Evaluation run, @Nullable Object a, @Nullable Object b) {
    if (a instanceof Double left && b instanceof Double right) {
      return left.doubleValue() == right.doubleValue();
    }
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return !isNan(a) && !isNan(b) && Numbers.compare(a, b) == 0;
    }
    if (a instanceof String left && b instanceof String right) {
      run.spendFor(left);
      return left.equals(right);
    }
    boolean lists = a instanceof List && b instanceof List;
    boolean maps = a instanceof Map && b instanceof Map;
    return (lists || maps) ? containers(run, a, b) : a == b;
  }

  private static boolean containers(Evaluation run, @Nullable Object a, @Nullable Object b) {
    run.enter();
    boolean equal =
        (a instanceof List<?> left && b instanceof List<?> right)
            ? lists(run, left, right)
            : a instanceof Map<?, ?> one && b instanceof Map<?, ?> other && maps(run, one, other);
    run.leave();
    return equal;
  }

  private static boolean lists(Evaluation run, List<?> a, List<?> b) {
    boolean equal = a.size() == b.size();
    for (int i = 0; equal && i < a.size(); i++) {
      equal = equalElements(run, Values.normal(a.get(i)), Values.normal(b.get(i)));
    }
    return equal;
  }

  private static boolean maps(Evaluation run, Map<?, ?> a, Map<?, ?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      Object other = b.get(entry.getKey());
      if ((other == null && !b.containsKey(entry.getKey()))
          || !equalElements(run, Values.normal(entry.getValue()), Values.normal(other))) {
        return false;
      }
    }
    return true;
  }

  /** As Python compares elements: what is the same object is equal, NaN included. */
  static boolean equalElements(Evaluation run, @Nullable Object a, @Nullable Object b) {
    run.spend(1);
    return a == b || equal(run, a, b);
  }

  /**
   * Python's {@code a is b} for None, truth values and what isn't there; numbers and strings, whose
   * identity is by chance there, are the same if kind and value are.
   */
  static boolean same(@Nullable Object a, @Nullable Object b) {
    boolean scalar = a instanceof Number || a instanceof Boolean || a instanceof String;
    return a == b || (scalar && Objects.equals(a, b));
  }

  private static boolean isNan(@Nullable Object value) {
    return value instanceof Double number && number.isNaN();
  }
}
