package org.camelometer.openstack.dynamic;

import java.util.Map;
import org.camelometer.expression.EvaluationException;
import org.camelometer.expression.Expression;
import org.camelometer.expression.Language;
import org.jspecify.annotations.Nullable;

/** Whether data is alike, by Python's rules: 1, 1.0 and True are, 1 and '1' aren't. */
final class Likeness {
  private static final Expression EQUAL = Expression.parse("one == other", Language.POLLSTER);

  private Likeness() {}

  static boolean areEqual(@Nullable Object one, @Nullable Object other) {
    try {
      return Boolean.TRUE.equals(EQUAL.evaluate(name -> name.equals("one") ? one : other));
    } catch (EvaluationException tooLarge) {
      return false;
    }
  }

  /** Whether data has whatever a pattern has: mappings some of their keys, all else alike. */
  static boolean contains(@Nullable Object data, @Nullable Object pattern) {
    if (!(pattern instanceof Map<?, ?> wanted) || !(data instanceof Map<?, ?> there)) {
      return areEqual(data, pattern);
    }
    return wanted.entrySet().stream()
        .allMatch(
            each ->
                there.containsKey(each.getKey())
                    && contains(there.get(each.getKey()), each.getValue()));
  }
}
