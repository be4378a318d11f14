package org.camelometer.expression;

/**
 * What a name or attribute is that isn't there. It is false, so that {@code x or 1} gives 1; its
 * attributes and subscripts are missing too; it can be compared by {@code ==} and {@code is};
 * anything else with it is an error.
 */
public enum Missing {
  MISSING
}
