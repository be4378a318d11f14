package org.camelometer.expression;

import org.jspecify.annotations.Nullable;

/** What {@code filter}, {@code map} and {@code key=} call with each element. */
sealed interface Callback {

  @Nullable Object call(Evaluation run, @Nullable Object element);

  /**
   * {@code lambda x: body}.
   *
   * @param slot where the argument goes; each lambda around has its own
   * @param cost how many tokens the body has, so at most how many steps a call takes besides what
   *     it spends
   */
  record Lambda(int slot, Node body, int cost) implements Callback {
    @Override
    public @Nullable Object call(Evaluation run, @Nullable Object element) {
      run.spend(cost);
      run.setArgument(slot, element);
      return body.evaluate(run);
    }
  }

  /** A function by its name: {@code map(int, value)}. */
  record Named(Function function) implements Callback {
    @Override
    public @Nullable Object call(Evaluation run, @Nullable Object element) {
      run.spend(1);
      return function.call(Arguments.of(run, element));
    }
  }
}
