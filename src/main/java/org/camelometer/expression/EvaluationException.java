package org.camelometer.expression;

/** An expression has no value here. Has no stack trace: it may come with every sample. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int column;
  private final boolean missingKey;

  /** An error whose place {@link #at} will tell. */
  EvaluationException(String sentence) {
    this(sentence, 0);
  }

  EvaluationException(String sentence, int column) {
    this(sentence, column, false);
  }

  private EvaluationException(String sentence, int column, boolean missingKey) {
    super(sentence, null, false, false);
    this.column = column;
    this.missingKey = missingKey;
  }

  /** An error of a mapping that lacks a key. */
  static EvaluationException missingKey(String sentence) {
    return new EvaluationException(sentence, 0, true);
  }

  /** This error at a place, unless it has one. */
  EvaluationException at(int place) {
    return column > 0
        ? this
        : new EvaluationException(String.valueOf(getMessage()), place, missingKey);
  }

  /** Whether all that is wrong is a key that a mapping lacks. */
  public boolean isOfMissingKey() {
    return missingKey;
  }

  /** Where in the text, from 1 up to its length, in UTF-16 units. */
  public int column() {
    return column;
  }
}
