package org.camelometer.expression;

/** A text is not an expression of the language. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int column;

  ExpressionException(String sentence, int column) {
    super(sentence);
    this.column = column;
  }

  /** Where in the text, from 1 up to its length + 1, in UTF-16 units. */
  public int column() {
    return column;
  }
}
