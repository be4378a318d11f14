package org.camelometer.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Python iterates over: elements of lists, keys of mappings, signs of strings. */
final class Iteration {

  private Iteration() {}

  /** A new list of the elements, each in normal form. */
  static List<@Nullable Object> elements(Evaluation run, @Nullable Object value) {
    run.spendFor(value);
    List<@Nullable Object> elements = new ArrayList<>();
    if (value instanceof String text) {
      Sequences.checkList(text.length());
      text.codePoints().forEach(sign -> elements.add(Character.toString(sign)));
      return elements;
    }
    for (Object element : collection(value)) {
      elements.add(Values.normal(element));
    }
    return elements;
  }

  private static Collection<?> collection(@Nullable Object value) {
    Collection<?> elements =
        value instanceof Map<?, ?> map ? map.keySet() : value instanceof List<?> list ? list : null;
    if (elements == null) {
      throw new EvaluationException(Values.kind(value) + " has no elements");
    }
    Sequences.checkList(elements.size());
    return elements;
  }

  static Object length(@Nullable Object value) {
    if (value instanceof String text) {
      return (long) text.codePointCount(0, text.length());
    }
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return (long) map.size();
    }
    throw new EvaluationException(Values.kind(value) + " has no length");
  }
}
