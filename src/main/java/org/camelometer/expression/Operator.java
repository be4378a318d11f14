package org.camelometer.expression;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A binary arithmetic operator with Python 3's rules for integers and floats. */
enum Operator {
  ADD("+") {
    @Override
    Object longs(long a, long b) {
      long sum = a + b;
      return ((a ^ sum) & (b ^ sum)) < 0 ? BigInteger.valueOf(a).add(BigInteger.valueOf(b)) : sum;
    }

    @Override
    Object integers(BigInteger a, BigInteger b) {
      return Values.bounded(a.add(b));
    }

    @Override
    double floats(double a, double b) {
      return a + b;
    }

    @Override
    @Nullable Object sequences(Object a, Object b) {
      return Sequences.join(a, b);
    }
  },
  SUBTRACT("-") {
    @Override
    Object longs(long a, long b) {
      long rest = a - b;
      return ((a ^ b) & (a ^ rest)) < 0
          ? BigInteger.valueOf(a).subtract(BigInteger.valueOf(b))
          : rest;
    }

    @Override
    Object integers(BigInteger a, BigInteger b) {
      return Values.bounded(a.subtract(b));
    }

    @Override
    double floats(double a, double b) {
      return a - b;
    }
  },
  MULTIPLY("*") {
    @Override
    Object longs(long a, long b) {
      long product = a * b;
      long high = Math.multiplyHigh(a, b);
      return high == product >> 63 ? product : big(a, b);
    }

    private Object big(long a, long b) {
      return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    @Override
    Object integers(BigInteger a, BigInteger b) {
      return Values.bounded(a.multiply(b));
    }

    @Override
    double floats(double a, double b) {
      return a * b;
    }

    @Override
    @Nullable Object sequences(Object a, Object b) {
      return Sequences.repeat(a, b);
    }
  },
  DIVIDE("/") {
    @Override
    Object longs(long a, long b) {
      return Division.quotient(a, b);
    }

    @Override
    Object integers(BigInteger a, BigInteger b) {
      return Division.quotient(a, b);
    }

    @Override
    double floats(double a, double b) {
      return a / Division.divisor(b);
    }
  },
  FLOOR_DIVIDE("//") {
    @Override
    Object longs(long a, long b) {
      Division.divisor(b);
      return a == Long.MIN_VALUE && b == -1
          ? BigInteger.valueOf(a).negate()
          : (Object) Math.floorDiv(a, b);
    }

    @Override
    Object integers(BigInteger a, BigInteger b) {
      return Division.floor(a, b);
    }

    @Override
    double floats(double a, double b) {
      return Division.floor(a, Division.divisor(b));
    }
  },
  MODULO("%") {
    @Override
    Object longs(long a, long b) {
      Division.divisor(b);
      return Math.floorMod(a, b);
    }

    @Override
    Object integers(BigInteger a, BigInteger b) {
      return Division.rest(a, b);
    }

    @Override
    double floats(double a, double b) {
      return Division.rest(a, Division.divisor(b));
    }
  },
  POWER("**") {
    @Override
    Object longs(long a, long b) {
      return Powers.integers(BigInteger.valueOf(a), BigInteger.valueOf(b));
    }

    @Override
    Object integers(BigInteger a, BigInteger b) {
      return Powers.integers(a, b);
    }

    @Override
    double floats(double a, double b) {
      return Powers.floats(a, b);
    }
  };

  final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  abstract Object longs(long a, long b);

  abstract Object integers(BigInteger a, BigInteger b);

  abstract double floats(double a, double b);

  /** The value for what isn't two numbers; null where there is none. */
  @Nullable Object sequences(Object a, Object b) {
    return null;
  }

  /** The value for two normal values; errors have no place yet. */
  final Object apply(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long left) {
      if (b instanceof Long right) {
        return longs(left, right);
      }
      if (b instanceof Double right) {
        return floats(left, right);
      }
    } else if (a instanceof Double left) {
      if (b instanceof Double right) {
        return floats(left, right);
      }
      if (b instanceof Long right) {
        return floats(left, right);
      }
    }
    return rare(a, b);
  }

  private Object rare(@Nullable Object a, @Nullable Object b) {
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return a instanceof Double || b instanceof Double
          ? floats(Numbers.toDouble(a), Numbers.toDouble(b))
          : integers(Numbers.toBig(a), Numbers.toBig(b));
    }
    Object value = a == null || b == null ? null : sequences(a, b);
    if (value == null) {
      throw new EvaluationException(
          "'%s' can't be applied to %s and %s".formatted(sign, Values.kind(a), Values.kind(b)));
    }
    return value;
  }
}
