package org.camelometer.transform;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Calculates with volumes as Python 3 does: integers of any size stay integers, a float makes the
 * result one, true is 1. Texts are no numbers here, although the intake lets numeric ones pass: all
 * methods throw for what is none. For any number of threads.
 */
final class Volumes {
  private static final MathContext PRECISE = new MathContext(40);

  /** Integers up to this are floats without loss. */
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  private Volumes() {}

  /** The volume as a number. */
  static Number number(@Nullable Object volume) {
    if (volume instanceof Number number) {
      return number;
    }
    if (volume instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    String kind = volume instanceof String ? "a text" : "no number";
    throw new UntransformableException("the volume '%s' is %s".formatted(volume, kind));
  }

  static Number plus(@Nullable Object left, @Nullable Object right) {
    Number a = number(left);
    Number b = number(right);
    if (isFloat(a) || isFloat(b)) {
      return toDouble(a) + toDouble(b);
    }
    if (isLong(a) && isLong(b)) {
      long x = a.longValue();
      long y = b.longValue();
      long sum = x + y;
      if (((x ^ sum) & (y ^ sum)) >= 0) {
        return sum;
      }
    }
    return big(a).add(big(b));
  }

  static Number minus(@Nullable Object left, @Nullable Object right) {
    Number a = number(left);
    Number b = number(right);
    if (isFloat(a) || isFloat(b)) {
      return toDouble(a) - toDouble(b);
    }
    if (isLong(a) && isLong(b)) {
      long x = a.longValue();
      long y = b.longValue();
      long difference = x - y;
      if (((x ^ y) & (x ^ difference)) >= 0) {
        return difference;
      }
    }
    return big(a).subtract(big(b));
  }

  static Number times(@Nullable Object left, @Nullable Object right) {
    Number a = number(left);
    Number b = number(right);
    if (isFloat(a) || isFloat(b)) {
      return toDouble(a) * toDouble(b);
    }
    if (isLong(a) && isLong(b)) {
      long product = a.longValue() * b.longValue();
      if (Math.multiplyHigh(a.longValue(), b.longValue()) == product >> 63) {
        return product;
      }
    }
    return big(a).multiply(big(b));
  }

  /** True division: always a float. */
  static double dividedBy(@Nullable Object volume, int count) {
    Number number = number(volume);
    return isFloat(number)
        ? number.doubleValue() / count
        : toDouble(new BigDecimal(big(number)).divide(BigDecimal.valueOf(count), PRECISE));
  }

  /** Whether {@code left <= right}, exactly; never so for NaN. */
  static boolean atMost(@Nullable Object left, @Nullable Object right) {
    Number a = number(left);
    Number b = number(right);
    if (isLong(a) && isLong(b)) {
      return a.longValue() <= b.longValue();
    }
    if (isExactInDouble(a) && isExactInDouble(b)) {
      return a.doubleValue() <= b.doubleValue();
    }
    boolean isMixed = isFinite(a) && isFinite(b) && !(isFloat(a) && isFloat(b));
    return isMixed ? exact(a).compareTo(exact(b)) <= 0 : a.doubleValue() <= b.doubleValue();
  }

  /** Whether {@code left < right}, exactly; never so for NaN. */
  static boolean less(@Nullable Object left, @Nullable Object right) {
    return atMost(left, right) && !atMost(right, left);
  }

  /** As a float; a number that is beyond all floats throws, as in Python. */
  static double toDouble(@Nullable Object volume) {
    Number number = number(volume);
    double value = number.doubleValue();
    if (Double.isInfinite(value)
        && (number instanceof BigInteger || number instanceof BigDecimal)) {
      throw new UntransformableException("an integer is too large to become a float");
    }
    return value;
  }

  private static boolean isFloat(Number number) {
    return number instanceof Double || number instanceof Float || number instanceof BigDecimal;
  }

  private static boolean isLong(Number number) {
    return number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte;
  }

  private static boolean isExactInDouble(Number number) {
    return isFloat(number)
        || (isLong(number)
            && number.longValue() >= -EXACT_IN_DOUBLE
            && number.longValue() <= EXACT_IN_DOUBLE);
  }

  /** Integers are, however large. */
  private static boolean isFinite(Number number) {
    return !isFloat(number) || Double.isFinite(number.doubleValue());
  }

  private static BigInteger big(Number number) {
    return number instanceof BigInteger integer ? integer : BigInteger.valueOf(number.longValue());
  }

  private static BigDecimal exact(Number number) {
    return isFloat(number) ? new BigDecimal(number.doubleValue()) : new BigDecimal(big(number));
  }
}
