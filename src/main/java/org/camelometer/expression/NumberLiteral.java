package org.camelometer.expression;

import java.math.BigInteger;

/** A number as Python's source text has it, and where it ends. */
record NumberLiteral(Number value, int end) {

  /** Reads the number that begins at an index. */
  static NumberLiteral read(String text, int start) {
    int radix = start + 1 < text.length() ? radix(text.substring(start, start + 2)) : 0;
    if (radix > 0) {
      int end = digits(text, start + 2, radix);
      boolean separated = start + 2 < text.length() && text.charAt(start + 2) == '_';
      int first = separated ? start + 3 : start + 2;
      end = separated ? digits(text, first, radix) : end;
      if (end == first) {
        throw new ExpressionException("the number has no digits", start + 1);
      }
      return integer(text.substring(first, end), radix, start, end);
    }
    return decimal(text, start);
  }

  private static int radix(String prefix) {
    return switch (prefix) {
      case "0x", "0X" -> 16;
      case "0o", "0O" -> 8;
      case "0b", "0B" -> 2;
      default -> 0;
    };
  }

  private static NumberLiteral decimal(String text, int start) {
    int whole = digits(text, start, 10);
    int end = whole;
    if (end < text.length() && text.charAt(end) == '.') {
      end = digits(text, end + 1, 10);
    }
    end = exponent(text, end);
    String digits = text.substring(start, end);
    if (end == whole) {
      if (digits.charAt(0) == '0' && !digits.replace("0", "").replace("_", "").isEmpty()) {
        throw new ExpressionException("an integer can't begin with 0; 0o is octal", start + 1);
      }
      return integer(digits, 10, start, end);
    }
    return new NumberLiteral(Double.parseDouble(digits.replace("_", "")), end);
  }

  private static int exponent(String text, int at) {
    if (at >= text.length() || Character.toLowerCase(text.charAt(at)) != 'e') {
      return at;
    }
    boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
    int first = at + (signed ? 2 : 1);
    int end = digits(text, first, 10);
    return end == first ? at : end;
  }

  /** Where digits with single underscores between them end. */
  private static int digits(String text, int start, int radix) {
    int end = start;
    while (end < text.length()) {
      boolean separator = text.charAt(end) == '_' && end > start && end + 1 < text.length();
      int digit = separator ? end + 1 : end;
      if (text.charAt(digit) >= 0x80 || Character.digit(text.charAt(digit), radix) < 0) {
        return end;
      }
      end = digit + 1;
    }
    return end;
  }

  private static NumberLiteral integer(String written, int radix, int start, int end) {
    String digits = written.replace("_", "");
    if (digits.length() > Limits.DIGITS) {
      throw new ExpressionException("the number is too large", start + 1);
    }
    BigInteger value = new BigInteger(digits, radix);
    if (value.bitLength() > Limits.BITS) {
      throw new ExpressionException("the number is too large", start + 1);
    }
    return new NumberLiteral(Values.integer(value), end);
  }
}
