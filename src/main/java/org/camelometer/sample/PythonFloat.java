package org.camelometer.sample;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating point numbers as Python writes them. */
final class PythonFloat {
  /** Above this exponent of ten {@code repr} and Python 2's {@code str} turn to exponent form. */
  private static final int REPR_LIMIT = 16;

  private static final int STR2_LIMIT = 11;
  private static final MathContext STR2_DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);
  private static final double EXACT_IN_LONG = 1e15;

  private PythonFloat() {}

  /** {@code repr(value)}: the shortest digits that read back as the same number. */
  static String repr(double value) {
    if (value == Math.rint(value) && Math.abs(value) < EXACT_IN_LONG && value != 0) {
      return (long) value + ".0";
    }
    if (!Double.isFinite(value)) {
      return special(value);
    }
    // Double.toString isn't always the shortest before JDK 19; Jackson's writer is on every JDK.
    String text = NumberOutput.toString(value, true);
    int e = text.indexOf('E');
    if (e < 0) {
      return text; // from 0.001 up to ten millions both languages write the same
    }
    int exponent = Integer.parseInt(text, e + 1, text.length(), 10);
    return layOut(digits(text.substring(0, e)), exponent, value, REPR_LIMIT);
  }

  /** Python 2's {@code str(value)}: twelve significant digits. */
  static String str2(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return repr(value);
    }
    BigDecimal rounded = new BigDecimal(Math.abs(value)).round(STR2_DIGITS).stripTrailingZeros();
    String digits = rounded.unscaledValue().toString();
    return layOut(digits, digits.length() - 1 - rounded.scale(), value, STR2_LIMIT);
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  /** The significant digits of {@code d.ddd}, without sign and trailing zeros. */
  private static String digits(String mantissa) {
    String digits = mantissa.replace("-", "").replace(".", "");
    int end = digits.length();
    while (end > 1 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  /** Writes {@code d.ddd × 10^exponent} with the sign of the value. */
  private static String layOut(String shortest, int exponent, double value, int limit) {
    String sign = value < 0 ? "-" : "";
    if (exponent >= -4 && exponent < limit) {
      return sign + fixed(shortest, exponent);
    }
    String digits = shortest.length() == 2 ? oneDigit(shortest, exponent, value) : shortest;
    // Rounding 9.9 up to one digit gives 10: one more in the exponent.
    int power = digits.equals("10") ? exponent + 1 : exponent;
    String mantissa =
        digits.length() == 1 || digits.equals("10")
            ? digits.substring(0, 1)
            : digits.charAt(0) + "." + digits.substring(1);
    return "%s%se%s%02d".formatted(sign, mantissa, power < 0 ? "-" : "+", Math.abs(power));
  }

  /**
   * Java always gives two digits; next to the smallest numbers one is enough ({@code 5e-324}, where
   * Java has {@code 4.9E-324}).
   */
  private static String oneDigit(String two, int exponent, double value) {
    int tens = (Integer.parseInt(two) + 5) / 10;
    boolean enough = Double.parseDouble(tens + "e" + exponent) == Math.abs(value);
    return enough ? Integer.toString(tens) : two;
  }

  private static String fixed(String digits, int exponent) {
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    int whole = exponent + 1;
    if (digits.length() <= whole) {
      return digits + "0".repeat(whole - digits.length()) + ".0";
    }
    return digits.substring(0, whole) + "." + digits.substring(whole);
  }
}
