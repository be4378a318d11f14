package org.camelometer.openstack.dynamic;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camelometer.expression.EvaluationException;
import org.camelometer.expression.Expression;
import org.camelometer.expression.ExpressionException;
import org.camelometer.expression.Language;
import org.camelometer.expression.Missing;
import org.jspecify.annotations.Nullable;

/**
 * A URL or command as operators write it: an expression that gives one ({@code 'projects/' +
 * sample['project_id']}), or else the text itself. Immutable.
 */
final class Template {
  /** What only an expression has: the names that a field sees. */
  private static final Pattern CODE =
      Pattern.compile("\\b(sample|extra_metadata_captured|extra_metadata_by_name)\\s*[\\[.]");

  private final String text;
  private final Optional<Expression> expression;
  private final String fault;

  private Template(String text, Optional<Expression> expression, String fault) {
    this.text = text;
    this.expression = expression;
    this.fault = fault;
  }

  static Template parse(String text) {
    if (Rewriting.isFormatting(text)) {
      return new Template(text, Optional.empty(), "'%' formats no text here");
    }
    try {
      return new Template(text, Optional.of(Expression.parse(text, Language.POLLSTER)), "");
    } catch (ExpressionException e) {
      return new Template(text, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /** Whether it takes something from data, so that its text by itself means nothing. */
  boolean isCode() {
    return CODE.matcher(text).find();
  }

  /** Why it can't be computed although it has to be; empty if it can. */
  String fault() {
    return isCode() ? fault : "";
  }

  /**
   * The URL or command, with these names in sight.
   *
   * @throws ReadingException if it takes something from data that isn't there
   */
  String fill(Map<String, @Nullable Object> variables) throws ReadingException {
    String reason = fault;
    if (expression.isPresent()) {
      try {
        if (expression.get().evaluate(name -> lookup(variables, name)) instanceof String filled) {
          return filled;
        }
        reason = "it gives no text";
      } catch (EvaluationException e) {
        reason = String.valueOf(e.getMessage());
      }
    }
    if (isCode()) {
      throw new ReadingException("'%s' has no result: %s".formatted(text, reason));
    }
    return text;
  }

  private static @Nullable Object lookup(Map<String, @Nullable Object> variables, String name) {
    Object value = variables.get(name);
    return value != null || variables.containsKey(name) ? value : Missing.MISSING;
  }

  @Override
  public String toString() {
    return text;
  }
}
