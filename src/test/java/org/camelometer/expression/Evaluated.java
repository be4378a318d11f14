package org.camelometer.expression;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;

/** Checks of expressions in a line. */
final class Evaluated {
  private static final int SHOWN = 200;

  private final Language language;
  private final Scope scope;

  Evaluated(Language language, Map<String, ?> names) {
    this.language = language;
    this.scope = name -> names.containsKey(name) ? names.get(name) : Missing.MISSING;
  }

  Object value(String text) {
    return Expression.parse(text, language).evaluate(scope);
  }

  ObjectAssert<Object> assertThat(String text) {
    return Assertions.assertThat(value(text)).as(brief(text));
  }

  private static String brief(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** Checks that a text is parsed, but has no value. */
  void assertFails(String text, int column, String part) {
    Expression expression = Expression.parse(text, language);
    EvaluationException failure =
        catchThrowableOfType(EvaluationException.class, () -> expression.evaluate(scope));
    Assertions.assertThat(failure).as(brief(text)).isNotNull().hasMessageContaining(part);
    Assertions.assertThat(failure.column()).as(brief(text)).isEqualTo(column);
  }

  /** Checks that a text isn't parsed. */
  void assertRefused(String text, int column, String part) {
    ExpressionException failure =
        catchThrowableOfType(ExpressionException.class, () -> Expression.parse(text, language));
    Assertions.assertThat(failure).as(brief(text)).isNotNull().hasMessageContaining(part);
    Assertions.assertThat(failure.column()).as(brief(text)).isEqualTo(column);
  }
}
