package org.camelometer.expression;

/** A string as Python's source text has it, and where it ends. */
record StringLiteral(String value, int end) {
  private static final String SIMPLE = "\\'\"abfnrtv";
  private static final String MEANING = "\\'\"\u0007\b\f\n\r\t\u000b";

  /** Reads the string whose first quote is at an index; raw ones have no escapes. */
  static StringLiteral read(String text, int start, boolean raw) {
    String quote = text.substring(start, start + 1);
    String quotes = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
    StringBuilder value = new StringBuilder();
    int at = start + quotes.length();
    while (!text.startsWith(quotes, at)) {
      if (at >= text.length() || (text.charAt(at) == '\n' && quotes.length() == 1)) {
        throw new ExpressionException("the string has no end", start + 1);
      }
      at = text.charAt(at) == '\\' ? escape(text, at, raw, value) : plain(text, at, value);
    }
    return new StringLiteral(value.toString(), at + quotes.length());
  }

  private static int plain(String text, int at, StringBuilder out) {
    out.append(text.charAt(at));
    return at + 1;
  }

  /** Reads what stands after a backslash; Python keeps those that mean nothing. */
  private static int escape(String text, int at, boolean raw, StringBuilder out) {
    if (raw || at + 1 >= text.length()) {
      out.append(text, at, Math.min(at + 2, text.length()));
      return Math.min(at + 2, text.length());
    }
    char c = text.charAt(at + 1);
    if (SIMPLE.indexOf(c) >= 0) {
      out.append(MEANING.charAt(SIMPLE.indexOf(c)));
      return at + 2;
    }
    return switch (c) {
      case '\n' -> at + 2;
      case 'x' -> hexadecimal(text, at, 2, out);
      case 'u' -> hexadecimal(text, at, 4, out);
      case 'U' -> hexadecimal(text, at, 8, out);
      case 'N' -> throw new ExpressionException("signs can't be written by name here", at + 1);
      default -> c >= '0' && c <= '7' ? octal(text, at + 1, out) : plain(text, at, out);
    };
  }

  private static int hexadecimal(String text, int at, int digits, StringBuilder out) {
    int first = at + 2;
    int value = 0;
    for (int i = first; i < first + digits; i++) {
      int digit =
          i < text.length() && text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0 || value > Character.MAX_CODE_POINT >> 4) {
        throw new ExpressionException(
            "the escape needs %d hexadecimal digits of a sign".formatted(digits), at + 1);
      }
      value = value * 16 + digit;
    }
    if (!Character.isValidCodePoint(value)) {
      throw new ExpressionException("there is no such sign", at + 1);
    }
    out.appendCodePoint(value);
    return first + digits;
  }

  private static int octal(String text, int first, StringBuilder out) {
    int value = 0;
    int at = first;
    while (at < first + 3
        && at < text.length()
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '7') {
      value = value * 8 + text.charAt(at) - '0';
      at++;
    }
    out.append((char) value);
    return at;
  }
}
