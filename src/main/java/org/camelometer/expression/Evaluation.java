package org.camelometer.expression;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One evaluation as it runs: the scope, the arguments of lambdas, the steps that are left. */
final class Evaluation {
  private static final int SIGNS_A_STEP = 8;
  private static final int BITS_A_STEP = 32;
  private static final int COMPARISONS_A_STEP = 64;

  final Scope scope;
  private @Nullable Object @Nullable [] arguments;
  private long steps = Limits.STEPS;
  private int depth;

  Evaluation(Scope scope) {
    this.scope = scope;
  }

  /** The argument of a lambda around; slots count from the outermost parameter. */
  @Nullable Object argument(int slot) {
    return arguments == null ? Missing.MISSING : arguments[slot];
  }

  void setArgument(int slot, @Nullable Object value) {
    if (arguments == null) {
      arguments = new Object[Limits.DEPTH + 1];
    }
    arguments[slot] = value;
  }

  /** Takes steps off what is left; an error when nothing is. */
  void spend(long count) {
    steps -= count;
    if (steps < 0) {
      throw new EvaluationException("this takes too many steps");
    }
  }

  /** Goes one level down into a value; {@link #leave} comes back, unless there was an error. */
  void enter() {
    spend(1);
    if (++depth > Limits.DATA_DEPTH) {
      throw new EvaluationException("the value is nested too deeply");
    }
  }

  void leave() {
    depth--;
  }

  /** Takes off what a search for one text in another may cost. */
  void spendSearch(String text, String part) {
    spend((long) text.length() * (part.length() + 1) / COMPARISONS_A_STEP + 1);
  }

  /** Takes off what it costs to make or walk through a value, not counting what is in its parts. */
  void spendFor(@Nullable Object value) {
    if (value instanceof String text) {
      spend(text.length() / SIGNS_A_STEP + 1);
    } else if (value instanceof List<?> list) {
      spend(list.size() + 1);
    } else if (value instanceof Map<?, ?> map) {
      spend(map.size() + 1);
    } else if (value instanceof BigInteger number) {
      spend(number.bitLength() / BITS_A_STEP + 1);
    }
  }
}
