package org.camelometer.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Java objects mean as Python's values. */
final class Values {
  private static final int LONG_BITS = 63;

  private Values() {}

  /**
   * A value in the form that all else here expects: null, Boolean, Long, BigInteger beyond that,
   * Double, String, List, Map, Attributes or Missing. Elements are brought into it when taken out.
   */
  static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof Long
        || value instanceof Double
        || value instanceof String
        || value == null
        || value instanceof Map) {
      return value;
    }
    return value instanceof Number number ? number(number) : other(value);
  }

  private static Object number(Number value) {
    if (value instanceof BigInteger big) {
      return integer(big);
    }
    if (value instanceof Float || value instanceof BigDecimal) {
      return value.doubleValue();
    }
    return value instanceof Integer || value instanceof Short || value instanceof Byte
        ? (Object) value.longValue()
        : value.toString();
  }

  private static Object other(Object value) {
    if (value instanceof Boolean
        || value instanceof List
        || value instanceof Attributes
        || value instanceof Missing) {
      return value;
    }
    return value instanceof Collection<?> collection
        ? new ArrayList<>(collection)
        : value.toString();
  }

  /** An integer in the shortest form. */
  static Number integer(BigInteger value) {
    return value.bitLength() <= LONG_BITS ? (Number) value.longValue() : value;
  }

  /** An integer that was computed, in the shortest form. */
  static Number bounded(BigInteger value) {
    if (value.bitLength() > Limits.BITS) {
      throw tooLarge();
    }
    return integer(value);
  }

  static EvaluationException tooLarge() {
    return new EvaluationException("the result is too large");
  }

  /** Python's {@code bool(value)}. */
  static boolean isTrue(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof Double number) {
      return number != 0;
    }
    return value != null && value != Missing.MISSING && !isEmpty(value);
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof String text && text.isEmpty())
        || (value instanceof Collection<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  /** Whether a normal value is an object or what isn't there, so neither data nor None. */
  static boolean isObject(@Nullable Object value) {
    return value instanceof Attributes || value == Missing.MISSING;
  }

  /** What a value is, for messages. */
  static String kind(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean) {
      return "a truth value";
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return "an integer";
    }
    if (value instanceof Double) {
      return "a float";
    }
    if (value instanceof String) {
      return "a string";
    }
    if (value instanceof List) {
      return "a list";
    }
    return value instanceof Map
        ? "a mapping"
        : value == Missing.MISSING ? "what isn't there" : "an object";
  }
}
