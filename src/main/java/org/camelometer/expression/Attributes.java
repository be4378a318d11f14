package org.camelometer.expression;

import org.jspecify.annotations.Nullable;

/** An object with attributes that a {@link Scope} hands out, such as a sample. */
@FunctionalInterface
public interface Attributes {
  /** The value of an attribute, of the kinds of {@link Scope#lookup}; null is None. */
  @Nullable Object attribute(String name);
}
