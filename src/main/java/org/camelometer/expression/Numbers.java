package org.camelometer.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers as Python sees them: truth values are the integers 0 and 1. */
final class Numbers {
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private Numbers() {}

  static boolean isNumber(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  static boolean isInteger(@Nullable Object value) {
    return isNumber(value) && !(value instanceof Double);
  }

  /** An integer or truth value as an integer. */
  static BigInteger toBig(@Nullable Object value) {
    if (value instanceof BigInteger big) {
      return big;
    }
    return BigInteger.valueOf(
        value instanceof Boolean truth ? (truth ? 1 : 0) : value instanceof Long n ? n : 0);
  }

  /** A number as a float; an error where it is beyond all floats. */
  static double toDouble(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    double number = value instanceof Number n ? n.doubleValue() : Double.NaN;
    if (Double.isInfinite(number) && value instanceof BigInteger) {
      throw new EvaluationException("the integer is too large for a float");
    }
    return number;
  }

  /** Minus the number. */
  static Object negate(@Nullable Object value) {
    if (value instanceof Double number) {
      return -number;
    }
    return value instanceof Long number && number != Long.MIN_VALUE
        ? (Object) (-number)
        : Values.bounded(toBig(value).negate());
  }

  /** Plus the number: a truth value becomes an integer. */
  static Object plus(Object value) {
    return value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value;
  }

  /** The order of two numbers, neither of them NaN; never loses a digit. */
  static int compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Double || b instanceof Double) {
      return a instanceof Double left ? floatTo(left, b) : -floatTo(toDouble(b), a);
    }
    return toBig(a).compareTo(toBig(b));
  }

  private static int floatTo(double a, @Nullable Object b) {
    if (b instanceof Double right) {
      return a < right ? -1 : a > right ? 1 : 0;
    }
    if (Double.isInfinite(a)) {
      return a > 0 ? 1 : -1;
    }
    if (b instanceof Long right && Math.abs(right) <= EXACT_IN_DOUBLE) {
      return a < right ? -1 : a > right ? 1 : 0;
    }
    return new BigDecimal(a).compareTo(new BigDecimal(toBig(b)));
  }
}
