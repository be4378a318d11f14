package org.camelometer.sample;

import java.nio.charset.StandardCharsets;

/** Strings in quotes as Python's {@code repr} writes them. */
final class PythonString {

  private PythonString() {}

  /** A text: {@code 'abc'}, with everything printable as it is. */
  static void quoteText(String text, StringBuilder out) {
    char quote = quote(text);
    out.append(quote);
    text.codePoints()
        .forEach(
            c -> {
              if (c < 0x7f) {
                ascii(c, quote, out);
              } else if (isPrintable(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(escape(c));
              }
            });
    out.append(quote);
  }

  /** The UTF-8 bytes of a text, without a prefix: {@code 'caf\xc3\xa9'}. */
  static void quoteBytes(String text, StringBuilder out) {
    char quote = quote(text);
    out.append(quote);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      ascii(b & 0xff, quote, out);
    }
    out.append(quote);
  }

  private static char quote(String text) {
    return text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
  }

  private static void ascii(int c, char quote, StringBuilder out) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (c < ' ' || c >= 0x7f) {
          out.append(escape(c));
        } else {
          out.append((char) c);
        }
      }
    }
  }

  private static String escape(int c) {
    return c < 0x100
        ? "\\x%02x".formatted(c)
        : c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
