package org.camelometer.expression;

import java.math.BigInteger;

/** Powers with Python's rules. */
final class Powers {

  private Powers() {}

  /** An integer, or a float where the exponent is negative. */
  static Object integers(BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      return floats(Numbers.toDouble(base), Numbers.toDouble(exponent));
    }
    if (base.abs().bitLength() <= 1) { // -1, 0, 1
      boolean first = exponent.signum() == 0 || (base.signum() < 0 && !exponent.testBit(0));
      return first ? 1L : Values.integer(base);
    }
    // The result has more bits than this product, so no exponent beyond the limit goes on.
    if (exponent.bitLength() >= Integer.SIZE
        || (base.abs().bitLength() - 1L) * exponent.intValue() > Limits.BITS) {
      throw Values.tooLarge();
    }
    return Values.bounded(base.pow(exponent.intValue()));
  }

  /** As C's {@code pow}, from which Java's differs next to one; errors where Python has them. */
  static double floats(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    boolean finite = Double.isFinite(base) && Double.isFinite(exponent);
    if (finite && base == 0 && exponent < 0) {
      throw new EvaluationException("zero has no negative powers");
    }
    if (finite && base < 0 && exponent != Math.rint(exponent)) {
      throw new EvaluationException("a negative number has whole powers only");
    }
    double value = Math.pow(base, exponent);
    if (finite && Double.isInfinite(value)) {
      throw Values.tooLarge();
    }
    return value;
  }
}
