package org.camelometer.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Methods of one string, called with arguments. */
record StringMethods(Evaluation run, String text, List<@Nullable Object> arguments) {

  Object call(Method method) {
    return switch (method) {
      case LOWER -> bounded(text).toLowerCase(Locale.ROOT);
      case UPPER -> bounded(text).toUpperCase(Locale.ROOT);
      case STRIP -> strip();
      case SPLIT -> split();
      case JOIN -> join();
      case REPLACE -> replace();
      case STARTSWITH -> isAny(text::startsWith);
      default -> isAny(text::endsWith);
    };
  }

  private static String bounded(String text) {
    Sequences.checkString(text.length());
    return text;
  }

  private String string(int index) {
    if (arguments.get(index) instanceof String argument) {
      return argument;
    }
    throw new EvaluationException("a string is wanted, not " + Values.kind(arguments.get(index)));
  }

  /** An integer argument; what isn't there or is negative means no limit. */
  private long count(int index) {
    if (index >= arguments.size()) {
      return Long.MAX_VALUE;
    }
    Object given = arguments.get(index);
    if (!(given instanceof Long) && !(given instanceof Boolean)) {
      throw new EvaluationException("a small integer is wanted, not " + Values.kind(given));
    }
    long count = Numbers.toBig(given).longValue();
    return count < 0 ? Long.MAX_VALUE : count;
  }

  private boolean isGiven(int index) {
    return index < arguments.size() && arguments.get(index) != null;
  }

  private String strip() {
    if (!isGiven(0)) {
      return Strip.space(text);
    }
    run.spendSearch(text, string(0));
    return Strip.signs(text, string(0));
  }

  private List<@Nullable Object> split() {
    long cuts = count(1);
    run.spendFor(text);
    return isGiven(0) ? pieces(string(0), cuts) : Strip.words(text, cuts);
  }

  /** The parts of the text between separators, cut so often at most. */
  private List<@Nullable Object> pieces(String separator, long cuts) {
    if (separator.isEmpty()) {
      throw new EvaluationException("nothing can be split at an empty string");
    }
    run.spendSearch(text, separator);
    List<@Nullable Object> pieces = new ArrayList<>();
    int start = 0;
    int found = text.indexOf(separator);
    while (found >= 0 && pieces.size() < cuts) {
      pieces.add(text.substring(start, found));
      Sequences.checkList(pieces.size() + 1L);
      start = found + separator.length();
      found = text.indexOf(separator, start);
    }
    pieces.add(text.substring(start));
    return pieces;
  }

  private String join() {
    StringJoiner joiner = new StringJoiner(text);
    long length = 0;
    for (Object element : Iteration.elements(run, arguments.get(0))) {
      if (!(element instanceof String part)) {
        throw new EvaluationException("only strings can be joined, not " + Values.kind(element));
      }
      length += part.length() + text.length();
      Sequences.checkString(length - text.length());
      joiner.add(part);
    }
    return joiner.toString();
  }

  private String replace() {
    String by = string(1);
    if (string(0).isEmpty()) {
      throw new EvaluationException("an empty string can't be replaced here");
    }
    List<@Nullable Object> pieces = pieces(string(0), count(2));
    return new StringMethods(run, by, List.of(pieces)).join();
  }

  private boolean isAny(Predicate<String> test) {
    if (!(arguments.get(0) instanceof List<?> list)) {
      return test.test(string(0));
    }
    for (Object each : list) {
      if (each instanceof String part && test.test(part)) {
        return true;
      }
    }
    return false;
  }
}
