package org.camelometer.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * What Python's {@code re.sub} does: every match of a pattern is replaced by a text in which {@code
 * \1}, {@code \g<1>} and {@code \g<name>} stand for groups. Immutable.
 */
final class Substitution {
  /** Longer names than anybody writes; a pattern needs stack in proportion to what it reads. */
  private static final int LONGEST = 1_000;

  /** Results are remembered, so they must not fill the memory. */
  private static final int LONGEST_RESULT = 10 * LONGEST;

  /** What letters mean behind a backslash, pair by pair. */
  private static final String ESCAPES = "n\nt\tr\rf\fa\u0007b\bv\u000B\\\\";

  private final PythonPattern pattern;
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * Reads a replacement.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  Substitution(PythonPattern pattern, String replacement) {
    this.pattern = pattern;
    int at = 0;
    while (at < replacement.length()) {
      int slash = replacement.indexOf('\\', at);
      int end = slash < 0 ? replacement.length() : slash;
      pieces.add(Piece.text(replacement.substring(at, end)));
      at = slash < 0 ? end : escape(replacement, slash + 1);
    }
  }

  /** The text with every match replaced. */
  String apply(String text) {
    if (text.length() > LONGEST) {
      throw new UntransformableException(
          "its name or unit has more than %d signs".formatted(LONGEST));
    }
    try {
      return replaced(text);
    } catch (StackOverflowError e) {
      throw new UntransformableException(
          "a regular expression nests too deeply for '" + text + "'");
    }
  }

  private String replaced(String text) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (matcher.find()) {
      result.append(text, at, matcher.start());
      pieces.forEach(piece -> piece.appendTo(result, matcher));
      if (result.length() > LONGEST_RESULT) {
        throw new UntransformableException(
            "its new name or unit has more than %d signs".formatted(LONGEST_RESULT));
      }
      at = matcher.end();
    }
    return result.append(text, at, text.length()).toString();
  }

  /** Reads what stands behind a backslash, and says where it ends. */
  private int escape(String text, int at) {
    if (at == text.length()) {
      throw new IllegalArgumentException("it ends in a backslash");
    }
    char c = text.charAt(at);
    if (c == 'g') {
      return named(text, at + 1);
    }
    if (c >= '1' && c <= '9') {
      int end = at + 1 < text.length() && isDigit(text.charAt(at + 1)) ? at + 2 : at + 1;
      pieces.add(group(Integer.parseInt(text.substring(at, end))));
      return end;
    }
    pieces.add(Piece.text(character(c)));
    return at + 1;
  }

  private int named(String text, int at) {
    int end = text.indexOf('>', at);
    if (!text.startsWith("<", at) || end < 0) {
      throw new IllegalArgumentException("\\g must be followed by <the group>");
    }
    String name = text.substring(at + 1, end);
    boolean isNumber =
        !name.isEmpty() && name.length() < 4 && name.chars().allMatch(c -> isDigit(c));
    pieces.add(group(isNumber ? Integer.parseInt(name) : pattern.group(name)));
    return end + 1;
  }

  private Piece group(int number) {
    if (number > pattern.groups()) {
      throw new IllegalArgumentException("there is no group %d".formatted(number));
    }
    return new Piece("", number);
  }

  /** What isn't known stays as it is, backslash included; but letters are kept for later use. */
  private static String character(char c) {
    if (c == '0') {
      return "\0";
    }
    int known = ESCAPES.indexOf(c);
    if (known >= 0 && known % 2 == 0) {
      return ESCAPES.substring(known + 1, known + 2);
    }
    if (PatternTranslator.isLetter(c)) {
      throw new IllegalArgumentException("Python knows no \\%s".formatted(c));
    }
    return "\\" + c;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** A text, or a group if it has a number. */
  private record Piece(String text, int group) {
    static Piece text(String text) {
      return new Piece(text, -1);
    }

    void appendTo(StringBuilder result, Matcher matcher) {
      String part = group < 0 ? text : matcher.group(group);
      result.append(part == null ? "" : part);
    }
  }
}
