package org.camelometer.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value and what is done to it from left to right: {@code a + b - c}, {@code a.b[c]}. */
final class Chain implements Node {
  private final Node first;

  /** An array, since this is the way of every sample. */
  private final Step[] steps;

  Chain(Node first, List<Step> steps) {
    this.first = first;
    this.steps = steps.toArray(new Step[0]);
  }

  @Override
  public @Nullable Object evaluate(Evaluation run) {
    Object value = first.evaluate(run);
    for (Step step : steps) {
      value = step.apply(run, value);
    }
    return value;
  }
}
