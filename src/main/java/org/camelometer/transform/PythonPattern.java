package org.camelometer.transform;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression as Python's {@code re} reads it, done by Java's. Immutable. */
final class PythonPattern {
  /** How often a match may look at a sign: far more than any sane pattern needs for a name. */
  private static final int MOST_LOOKS = 1_000_000;

  /** A pattern of more signs could need more stack than a thread has. */
  private static final int LONGEST = 1_000;

  private final Pattern pattern;
  private final int groups;
  private final Map<String, Integer> names;

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  PythonPattern(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("it has more than %d signs".formatted(LONGEST));
    }
    PatternTranslator translator = new PatternTranslator(text);
    try {
      String java = translator.translate();
      pattern = Pattern.compile(java, Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("it nests too deeply", e);
    }
    groups = translator.groups();
    names = Map.copyOf(translator.names());
  }

  /** Looks for it in a text, with bounded effort. */
  Matcher matcher(String input) {
    return pattern.matcher(new BoundedText(input, MOST_LOOKS));
  }

  /** How many groups it has, the whole match not counted. */
  int groups() {
    return groups;
  }

  /**
   * The number of a named group.
   *
   * @throws IllegalArgumentException if there is none
   */
  int group(String name) {
    Integer number = names.get(name);
    if (number == null) {
      throw new IllegalArgumentException("there is no group '%s'".formatted(name));
    }
    return number;
  }

  /** Ends a match that would take for ever. */
  private static final class BoundedText implements CharSequence {
    private final String text;
    private int looksLeft;

    BoundedText(String text, int looks) {
      this.text = text;
      this.looksLeft = looks;
    }

    @Override
    public char charAt(int index) {
      if (--looksLeft < 0) {
        throw new UntransformableException(
            "a regular expression takes too long for '%s'".formatted(text));
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
