package org.camelometer.expression;

import org.jspecify.annotations.Nullable;

/** The names that an expression sees. Called by the thread that evaluates; should not block. */
@FunctionalInterface
public interface Scope {
  /**
   * The value of a name: null for None, {@link Missing#MISSING} where there is none. Numbers,
   * booleans, strings, lists, maps and {@link Attributes} are understood, anything else as its
   * {@code toString()}. Lists and maps must not change while an expression is evaluated.
   */
  @Nullable Object lookup(String name);
}
