package org.camelometer.expression;

/** An expression has no value here. Has no stack trace: it may come with every sample. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int column;

  /** An error whose place {@link #at} will tell. */
  EvaluationException(String sentence) {
    this(sentence, 0);
  }

  EvaluationException(String sentence, int column) {
    super(sentence, null, false, false);
    this.column = column;
  }

  /** This error at a place, unless it has one. */
  EvaluationException at(int place) {
    return column > 0 ? this : new EvaluationException(String.valueOf(getMessage()), place);
  }

  /** Where in the text, from 1 up to its length, in UTF-16 units. */
  public int column() {
    return column;
  }
}
