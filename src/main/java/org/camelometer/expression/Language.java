package org.camelometer.expression;

/** What an expression may consist of; {@code docs/expressions.md} tells it to operators. */
public enum Language {
  /** Transformers' {@code scale}: literals, names, attributes, subscripts and operators. */
  TRANSFORMER,
  /** The arithmetic transformer's {@code expr}: names are {@code $(meter.name)} only. */
  ARITHMETIC,
  /** Dynamic pollsters: lists, mappings, some functions and methods, but no attributes. */
  POLLSTER
}
