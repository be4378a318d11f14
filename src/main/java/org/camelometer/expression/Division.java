package org.camelometer.expression;

import java.math.BigInteger;

/** Division with Python's signs and roundings. */
final class Division {
  private static final long EXACT_IN_DOUBLE = 1L << 53;
  private static final int SIGNIFICANT_BITS = 53;

  /** One more than the exponent of the smallest normal double. */
  private static final int MIN_EXPONENT = -1021;

  private Division() {}

  static double divisor(double value) {
    if (value == 0) {
      throw byZero();
    }
    return value;
  }

  static void divisor(long value) {
    if (value == 0) {
      throw byZero();
    }
  }

  private static EvaluationException byZero() {
    return new EvaluationException("nothing can be divided by zero");
  }

  /** The float next to {@code a / b}. */
  static double quotient(long a, long b) {
    divisor(b);
    boolean exact =
        a <= EXACT_IN_DOUBLE
            && a >= -EXACT_IN_DOUBLE
            && b <= EXACT_IN_DOUBLE
            && b >= -EXACT_IN_DOUBLE;
    return exact ? (double) a / b : quotient(BigInteger.valueOf(a), BigInteger.valueOf(b));
  }

  /** The float next to {@code a / b}, however large both are. */
  static double quotient(BigInteger a, BigInteger b) {
    divisor(b.signum());
    double value = a.signum() == 0 ? 0 : positiveQuotient(a.abs(), b.abs());
    return a.signum() < 0 != b.signum() < 0 ? -value : value;
  }

  /**
   * Divides to at least two bits more than a float has, the last of them telling whether a rest is
   * left, and rounds once, to what a float of that size holds: half to even.
   */
  private static double positiveQuotient(BigInteger a, BigInteger b) {
    int shift = Math.max(a.bitLength() - b.bitLength(), MIN_EXPONENT) - SIGNIFICANT_BITS - 2;
    BigInteger dividend = shift < 0 ? a.shiftLeft(-shift) : a;
    BigInteger[] parts = dividend.divideAndRemainder(shift > 0 ? b.shiftLeft(shift) : b);
    long bits = parts[0].longValueExact() | parts[1].signum();
    int length = Long.SIZE - Long.numberOfLeadingZeros(bits);
    int extra = Math.max(length, MIN_EXPONENT - shift) - SIGNIFICANT_BITS;
    double value = Math.scalb((double) halfToEven(bits, extra), shift);
    if (Double.isInfinite(value)) {
      throw Values.tooLarge();
    }
    return value;
  }

  /** Clears the last bits of a number, rounded half to even. */
  private static long halfToEven(long bits, int extra) {
    long half = 1L << (extra - 1);
    boolean up = (bits & half) != 0 && (bits & (3 * half - 1)) != 0;
    return (up ? bits + half : bits) & -2 * half;
  }

  static Number floor(BigInteger a, BigInteger b) {
    divisor(b.signum());
    BigInteger[] parts = a.divideAndRemainder(b);
    boolean down = parts[1].signum() != 0 && parts[1].signum() != b.signum();
    return Values.bounded(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  static Number rest(BigInteger a, BigInteger b) {
    divisor(b.signum());
    BigInteger rest = a.remainder(b);
    boolean other = rest.signum() != 0 && rest.signum() != b.signum();
    return Values.bounded(other ? rest.add(b) : rest);
  }

  /** {@code a % b} with the sign of b, zero included. */
  static double rest(double a, double b) {
    double rest = a % b;
    if (rest == 0) {
      return Math.copySign(0, b);
    }
    return rest < 0 != b < 0 ? rest + b : rest;
  }

  /** {@code a // b}: the whole number next to the quotient without its rest. */
  static double floor(double a, double b) {
    double rest = a % b;
    double quotient = (a - rest) / b;
    if (rest != 0 && rest < 0 != b < 0) {
      quotient -= 1;
    }
    if (quotient == 0) {
      return Math.copySign(0, a / b);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }
}
