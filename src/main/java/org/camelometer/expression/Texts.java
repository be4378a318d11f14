package org.camelometer.expression;

import java.util.List;
import java.util.Map;
import org.camelometer.sample.PythonText;
import org.jspecify.annotations.Nullable;

/** Values as Python writes them, within the limits. */
final class Texts {
  private static final int BRIEF = 60;
  private static final int PUNCTUATION = 2;

  private Texts() {}

  /** {@code str(value)}. */
  static String str(Evaluation run, @Nullable Object value) {
    Sequences.checkString(measure(run, value));
    String text = PythonText.str(value);
    Sequences.checkString(text.length());
    return text;
  }

  /** A key or the like for a message. */
  static String brief(@Nullable Object value) {
    if (value instanceof List || value instanceof Map || Values.isObject(value)) {
      return Values.kind(value);
    }
    String text = PythonText.repr(value);
    return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + "…";
  }

  /** At least how long the text will be; ends early when it is beyond the limits. */
  private static long measure(Evaluation run, @Nullable Object value) {
    if (value instanceof String text) {
      return text.length();
    }
    if (Values.isObject(Values.normal(value))) {
      throw new EvaluationException(Values.kind(Values.normal(value)) + " has no text");
    }
    run.enter();
    long length = 1;
    if (value instanceof List<?> list) {
      length += parts(run, list);
    } else if (value instanceof Map<?, ?> map) {
      length += parts(run, map.keySet()) + parts(run, map.values());
    }
    run.leave();
    return length;
  }

  private static long parts(Evaluation run, Iterable<?> parts) {
    long length = 0;
    for (Object part : parts) {
      length += PUNCTUATION + measure(run, part);
      Sequences.checkString(length);
    }
    return length;
  }
}
