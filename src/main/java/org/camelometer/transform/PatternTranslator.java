package org.camelometer.transform;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites one regular expression of Python's into Java's: named groups become numbered ones, and
 * what the two read differently is spelt so that Java means what Python does. For one thread, once.
 */
final class PatternTranslator {
  /** Letters that mean the same to both behind a backslash. */
  private static final String SAME_ESCAPES = "AbBdDsSwWafnrtxu";

  private static final Pattern REPEAT = Pattern.compile("\\{(\\d+(,\\d*)?|,\\d*)}");

  private final String text;
  private final Map<String, Integer> names = new HashMap<>();
  private final StringBuilder java = new StringBuilder();
  private int at;
  private int groups;

  PatternTranslator(String text) {
    this.text = text;
  }

  /**
   * The pattern in Java's spelling, which may still be wrong.
   *
   * @throws IllegalArgumentException saying what Python wouldn't take
   */
  String translate() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\\' -> escape();
        case '[' -> set();
        case '(' -> group();
        case '{' -> repeat();
        default -> copy(1);
      }
    }
    return java.toString();
  }

  int groups() {
    return groups;
  }

  Map<String, Integer> names() {
    return names;
  }

  private void copy(int count) {
    java.append(text, at, at + count);
    at += count;
  }

  private void group() {
    if (text.startsWith("(?P<", at)) {
      names.put(enclosed("(?P<", '>'), ++groups);
      java.append('(');
    } else if (text.startsWith("(?P=", at)) {
      java.append(reference(named(enclosed("(?P=", ')'))));
    } else if (text.startsWith("(?#", at)) {
      enclosed("(?#", ')');
    } else if (text.startsWith("(?<", at)
        && !text.startsWith("=", at + 3)
        && !text.startsWith("!", at + 3)) {
      throw new IllegalArgumentException("a named group is written (?P<name>…)");
    } else {
      groups += text.startsWith("(?", at) ? 0 : 1;
      copy(1);
    }
  }

  private int named(String name) {
    Integer number = names.get(name);
    if (number == null) {
      throw new IllegalArgumentException("there is no group '%s' yet".formatted(name));
    }
    return number;
  }

  private String enclosed(String opening, char closing) {
    int from = at + opening.length();
    int end = text.indexOf(closing, from);
    if (end < 0) {
      throw new IllegalArgumentException("a '%s' isn't closed".formatted(opening));
    }
    at = end + 1;
    return text.substring(from, end);
  }

  /** A brace that is no repetition is itself; {@code {,3}} begins at 0. */
  private void repeat() {
    Matcher repeat = REPEAT.matcher(text).region(at, text.length());
    if (repeat.lookingAt()) {
      java.append(repeat.group().replace("{,", "{0,"));
      at += repeat.group().length();
    } else {
      java.append('\\');
      copy(1);
    }
  }

  /** In Java's sets, brackets nest and {@code &&} intersects. */
  private void set() {
    copy(text.startsWith("[^", at) ? 2 : 1);
    int first = at;
    while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
      if (text.charAt(at) == '\\') {
        setEscape();
      } else {
        java.append("[]&^".indexOf(text.charAt(at)) >= 0 ? "\\" : "");
        copy(1);
      }
    }
    if (at == text.length()) {
      throw new IllegalArgumentException("a '[' isn't closed");
    }
    copy(1);
  }

  private void setEscape() {
    boolean isDigit = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    if (isDigit) {
      throw new IllegalArgumentException("write signs by \\x and two digits, not in octal");
    }
    if (text.startsWith("\\b", at)) {
      java.append("\\x08");
      at += 2;
    } else {
      escape();
    }
  }

  private void escape() {
    if (at + 1 >= text.length()) {
      throw new IllegalArgumentException("it ends in a backslash");
    }
    char c = text.charAt(at + 1);
    if (c >= '0' && c <= '9') {
      at++;
      java.append(reference(number()));
    } else if (c == 'Z' || c == 'v') {
      java.append(c == 'Z' ? "\\z" : "\\x0B");
      at += 2;
    } else if (SAME_ESCAPES.indexOf(c) >= 0 || !isLetter(c)) {
      copy(2);
    } else {
      throw new IllegalArgumentException("Python knows no \\%s".formatted(c));
    }
  }

  private int number() {
    int end = at + 1;
    if (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    int number = Integer.parseInt(text.substring(at, end));
    at = end;
    return number;
  }

  private String reference(int number) {
    if (number == 0 || number > groups) {
      throw new IllegalArgumentException("there is no group %d yet".formatted(number));
    }
    return "(?:\\%d)".formatted(number);
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
