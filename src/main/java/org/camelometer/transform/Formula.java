package org.camelometer.transform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.YamlNode;
import org.camelometer.expression.Expression;
import org.camelometer.expression.ExpressionException;
import org.camelometer.expression.Language;
import org.camelometer.expression.Missing;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/** What {@code target.expr} makes of one sample of each meter that it names. For one thread. */
final class Formula {
  private static final String METER = "$(";

  private final @Nullable Expression expression;
  private final List<String> meters;
  private final Map<String, Integer> places = new HashMap<>();
  private final SampleScope[] scopes;

  private Formula(@Nullable Expression expression) {
    this.expression = expression;
    this.meters = expression == null ? List.of() : expression.names();
    this.scopes = new SampleScope[meters.size()];
    for (int i = 0; i < scopes.length; i++) {
      places.put(meters.get(i), i);
      scopes[i] = new SampleScope();
    }
  }

  /** Reads the parameter. A formula without meters is legal, and never gives anything. */
  static Formula read(Parameters target) {
    Optional<YamlNode> node = target.scalar("expr");
    Expression expression = node.flatMap(n -> parse(n, target)).orElse(null);
    if (!node.map(YamlNode::text).orElse("").contains(METER)) {
      target.warning("expr", "names no meter as $(meter.name), so nothing ever comes out");
    }
    return new Formula(expression);
  }

  private static Optional<Expression> parse(YamlNode node, Parameters target) {
    if (!node.text().contains(METER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Expression.parse(node.text(), Language.ARITHMETIC));
    } catch (ExpressionException e) {
      target.errorAt(node.position(e.column() - 1), "expr", "can't be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The meters that it needs, in the order in which it names them. */
  List<String> meters() {
    return meters;
  }

  /** The place of a meter among those that it needs; -1 if it isn't one. */
  int place(String meter) {
    Integer place = places.get(meter);
    return place == null ? -1 : place;
  }

  /**
   * Its value for some samples, each at the place of its meter.
   *
   * @throws RuntimeException if it has none, or one that is no number
   */
  double value(@Nullable Sample[] samples) {
    if (expression == null) {
      throw new UntransformableException("there is no expr");
    }
    Object value = expression.evaluate(name -> scope(place(name), samples));
    if (!(value instanceof Number) && !(value instanceof Boolean)) {
      throw new UntransformableException("its expr gives no number");
    }
    double number = Volumes.toDouble(value);
    if (Double.isNaN(number)) {
      throw new UntransformableException("its expr gives NaN");
    }
    return number;
  }

  private Object scope(int place, @Nullable Sample[] samples) {
    return place < 0 ? Missing.MISSING : scopes[place].of(samples[place]);
  }
}
