package org.camelometer.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code int}, {@code float} and {@code abs}. */
final class Conversion {
  private static final Pattern FLOAT =
      Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  /** An underscore that isn't between two digits. */
  private static final Pattern STRAY_SEPARATOR = Pattern.compile("(?<![0-9])_|_(?![0-9])");

  private static final Pattern SPECIAL = Pattern.compile("([+-]?)(inf|infinity|nan)");
  private static final int MAX_RADIX = 36;

  private Conversion() {}

  /** {@code int(value, base)}; null is no base. */
  static Object integer(@Nullable Object value, @Nullable Object base) {
    if (base != null) {
      if (!(value instanceof String text) || !Numbers.isInteger(base)) {
        throw new EvaluationException("only a string has a base, and that is an integer");
      }
      return integer(text, radix(base));
    }
    if (value instanceof Double number) {
      return truncated(number);
    }
    if (value instanceof String text) {
      return integer(text, 10);
    }
    if (Numbers.isNumber(value)) {
      return Values.bounded(Numbers.toBig(value));
    }
    throw new EvaluationException(Values.kind(value) + " can't become an integer");
  }

  private static int radix(Object base) {
    BigInteger radix = Numbers.toBig(base);
    if (radix.bitLength() > Integer.SIZE / 2
        || radix.intValue() < 0
        || radix.intValue() == 1
        || radix.intValue() > MAX_RADIX) {
      throw new EvaluationException("a base is 0 or from 2 to 36");
    }
    return radix.intValue();
  }

  static Number truncated(double number) {
    if (!Double.isFinite(number)) {
      throw new EvaluationException("infinity and NaN can't become integers");
    }
    return Math.abs(number) < Long.MAX_VALUE
        ? (Number) (long) number
        : Values.bounded(new BigDecimal(number).toBigInteger());
  }

  private static Object integer(String text, int base) {
    String stripped = Strip.space(text);
    boolean signed = stripped.startsWith("-") || stripped.startsWith("+");
    String digits = signed ? stripped.substring(1) : stripped;
    int own = ownRadix(digits);
    boolean prefixed = own > 0 && (base == 0 || base == own);
    String number = prefixed ? digits.substring(2).replaceFirst("^_", "") : digits;
    int radix = prefixed ? own : base == 0 ? 10 : base;
    boolean octal = base == 0 && !prefixed && number.matches("0[0_]*[1-9].*");
    if (octal || !isInteger(number, radix)) {
      throw new EvaluationException(Texts.brief(text) + " is no integer");
    }
    BigInteger value = new BigInteger(number.replace("_", ""), radix);
    return Values.bounded(stripped.startsWith("-") ? value.negate() : value);
  }

  private static int ownRadix(String digits) {
    String prefix = digits.length() < 2 ? "" : digits.substring(0, 2).toLowerCase(Locale.ROOT);
    return switch (prefix) {
      case "0x" -> 16;
      case "0o" -> 8;
      case "0b" -> 2;
      default -> 0;
    };
  }

  private static boolean isInteger(String digits, int radix) {
    boolean well =
        !digits.isEmpty()
            && digits.length() <= Limits.DIGITS
            && !digits.startsWith("_")
            && !digits.endsWith("_")
            && !digits.contains("__");
    for (int i = 0; well && i < digits.length(); i++) {
      char c = digits.charAt(i);
      well = c == '_' || Character.digit(c, radix) >= 0;
    }
    return well;
  }

  static Object floating(@Nullable Object value) {
    if (value instanceof String text) {
      return floating(text);
    }
    if (!Numbers.isNumber(value)) {
      throw new EvaluationException(Values.kind(value) + " can't become a float");
    }
    return Numbers.toDouble(value);
  }

  private static Object floating(String text) {
    String stripped = Strip.space(text);
    String digits = STRAY_SEPARATOR.matcher(stripped).find() ? "" : stripped.replace("_", "");
    if (digits.length() <= Limits.DIGITS && FLOAT.matcher(digits).matches()) {
      return Double.parseDouble(digits);
    }
    var special = SPECIAL.matcher(stripped.length() > 10 ? "" : stripped.toLowerCase(Locale.ROOT));
    if (!special.matches()) {
      throw new EvaluationException(Texts.brief(text) + " is no float");
    }
    double size = special.group(2).equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
    return special.group(1).equals("-") ? -size : size;
  }

  static Object absolute(@Nullable Object value) {
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    if (value == null || !Numbers.isNumber(value)) {
      throw new EvaluationException(Values.kind(value) + " has no absolute value");
    }
    return Numbers.toBig(value).signum() < 0 ? Numbers.negate(value) : Numbers.plus(value);
  }
}
