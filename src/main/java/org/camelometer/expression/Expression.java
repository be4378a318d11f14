package org.camelometer.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of the expression language, parsed once; immutable, for any thread. {@code
 * docs/expressions.md} has the language and its limits.
 */
public final class Expression {
  private final String text;
  private final Node root;
  private final List<String> names;

  private Expression(String text, Node root, List<String> names) {
    this.text = text;
    this.root = root;
    this.names = names;
  }

  /**
   * Parses a text.
   *
   * @throws ExpressionException where the text isn't of the language, or beyond its limits
   */
  public static Expression parse(String text, Language language) {
    if (text.length() > Limits.TEXT) {
      throw new ExpressionException(
          "an expression may have %d signs at most".formatted(Limits.TEXT), Limits.TEXT + 1);
    }
    Parser parser = new Parser(new Tokens(new Lexer(text, language).tokens()), language);
    return new Expression(text, parser.parse(), parser.names());
  }

  /**
   * Computes the value: null for None, Boolean, Long, BigInteger beyond that, Double, String, List,
   * Map, {@link Attributes} or {@link Missing}. Lists and maps may be parts of what the scope gave.
   *
   * @throws EvaluationException where there is no value, or it costs more than the limits allow
   */
  public @Nullable Object evaluate(Scope scope) {
    return root.evaluate(new Evaluation(scope));
  }

  /**
   * The names that the scope is asked for, in order of first appearance; in {@link
   * Language#ARITHMETIC} those in {@code $()}, without it.
   */
  public List<String> names() {
    return names;
  }

  /** The text as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
