package org.camelometer.openstack.dynamic;

import java.util.Optional;
import org.camelometer.expression.EvaluationException;
import org.camelometer.expression.Expression;
import org.camelometer.expression.ExpressionException;
import org.camelometer.expression.Language;
import org.camelometer.expression.Missing;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a value on its way: an expression over {@code value}.
 *
 * @param text as written
 * @param expression empty if the text is none of the language
 * @param fault why it can't be done, empty if it can
 * @param column where in the text the fault is, from 0
 */
record Operation(String text, Optional<Expression> expression, String fault, int column) {
  private static final String VALUE = "value";

  /** Reads an operation; one that is wrong fails whenever it is applied, as in Ceilometer. */
  static Operation parse(String text) {
    if (!text.contains(VALUE)) {
      return new Operation(
          text, Optional.empty(), "it doesn't use 'value', as an operation must", 0);
    }
    if (Rewriting.isFormatting(text)) {
      return new Operation(text, Optional.empty(), "'%' formats no text here", 0);
    }
    try {
      return new Operation(text, Optional.of(Expression.parse(text, Language.POLLSTER)), "", 0);
    } catch (ExpressionException e) {
      return new Operation(
          text, Optional.empty(), String.valueOf(e.getMessage()), Math.max(0, e.column() - 1));
    }
  }

  /** The new value. */
  @Nullable Object apply(@Nullable Object value) throws ReadingException {
    if (expression.isEmpty()) {
      throw new ReadingException("the operation '%s' can't be done: %s".formatted(text, fault));
    }
    try {
      return expression.get().evaluate(name -> name.equals(VALUE) ? value : Missing.MISSING);
    } catch (EvaluationException e) {
      String sentence = "the operation '%s' has no result: %s".formatted(text, e.getMessage());
      throw e.isOfMissingKey()
          ? ReadingException.missing(sentence)
          : new ReadingException(sentence);
    }
  }
}
