package org.camelometer.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code first} and what is done to it from left to right: {@code a + b - c}, {@code a.b[c]}. */
record Chain(Node first, List<Step> steps) implements Node {

  @Override
  public @Nullable Object evaluate(Evaluation run) {
    Object value = first.evaluate(run);
    for (int i = 0; i < steps.size(); i++) {
      value = steps.get(i).apply(run, value);
    }
    return value;
  }
}
