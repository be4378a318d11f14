package org.camelometer.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** {@code round}: half to even, by the exact value of a float. */
final class Rounding {
  /** Beyond so many digits no float changes, and no number within the limits is left. */
  private static final int ALL_DIGITS = 1500;

  private Rounding() {}

  static Object round(@Nullable Object value, @Nullable Object digits) {
    if (value == null || !Numbers.isNumber(value)) {
      throw new EvaluationException(Values.kind(value) + " can't be rounded");
    }
    if (digits != null && !Numbers.isInteger(digits)) {
      throw new EvaluationException("digits are counted by an integer");
    }
    if (value instanceof Double number) {
      return digits == null
          ? Conversion.truncated(Math.rint(number))
          : ofFloat(number, clip(digits));
    }
    return digits == null ? Numbers.plus(value) : ofInteger(Numbers.toBig(value), clip(digits));
  }

  private static int clip(Object digits) {
    BigInteger limit = BigInteger.valueOf(ALL_DIGITS);
    return Numbers.toBig(digits).min(limit).max(limit.negate()).intValue();
  }

  private static Object ofFloat(double number, int digits) {
    if (!Double.isFinite(number) || number == 0) {
      return number;
    }
    double rounded = new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    if (Double.isInfinite(rounded)) {
      throw Values.tooLarge();
    }
    return Math.copySign(rounded, number);
  }

  private static Object ofInteger(BigInteger number, int digits) {
    if (digits >= 0) {
      return Values.bounded(number);
    }
    BigDecimal rounded = new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN);
    return Values.bounded(rounded.toBigInteger());
  }
}
