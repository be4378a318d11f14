package org.camelometer.expression;

/** How much an expression may cost. */
final class Limits {
  /** Signs of an expression. */
  static final int TEXT = 20_000;

  /**
   * Brackets, signs and conditions within each other. A level takes some fifteen of Java's frames.
   */
  static final int DEPTH = 100;

  /** Levels of lists and mappings that are compared or written. */
  static final int DATA_DEPTH = 200;

  /** Bits of an integer. */
  static final int BITS = 4096;

  /** Digits of a text that becomes an integer; no more are needed for so many bits. */
  static final int DIGITS = 2 * BITS;

  /** Signs of a string that is made. */
  static final int STRING = 100_000;

  /** Elements of a list that is made. */
  static final int LIST = 100_000;

  /** Steps of one evaluation: elements walked through, signs made (by eight), parts of lambdas. */
  static final long STEPS = 1_000_000;

  private Limits() {}
}
