package org.camelometer.transform;

import org.camelometer.definition.Nearest;
import org.camelometer.definition.YamlNode;
import org.camelometer.expression.Expression;
import org.camelometer.expression.ExpressionException;
import org.camelometer.expression.Language;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/** What {@code target.scale} makes of a sample. For one thread. */
interface Scale {
  /** The volume as it is. */
  Scale NONE = Sample::volume;

  /** The number 1, whatever the volume. */
  Scale ONE = sample -> 1;

  /**
   * The scaled volume: the result of an expression, which must name the volume itself where it
   * wants it, or the volume times a number.
   *
   * @throws RuntimeException if this sample has none
   */
  @Nullable Object of(Sample sample);

  /** Reads the parameter; what counts as false in Python, such as 0, is none. */
  static Scale read(Parameters target, Scale none) {
    YamlNode node = target.scalar("scale").orElse(null);
    Object value = node == null ? null : node.value();
    if (node == null || value == null || "".equals(value)) {
      return none;
    }
    if (value instanceof Boolean || value instanceof Number) {
      return Volumes.toDouble(value) == 0 ? none : sample -> Volumes.times(sample.volume(), value);
    }
    return expression(node, target, none);
  }

  private static Scale expression(YamlNode node, Parameters target, Scale none) {
    try {
      Expression expression = Expression.parse(node.text(), Language.TRANSFORMER);
      expression.names().stream()
          .filter(name -> !SampleScope.FIELDS.contains(name))
          .forEach(name -> target.warning("scale", unknown(name)));
      SampleScope scope = new SampleScope();
      return sample -> volume(expression.evaluate(scope.of(sample)));
    } catch (ExpressionException e) {
      target.errorAt(node.position(e.column() - 1), "scale", "can't be read: " + e.getMessage());
      return none;
    }
  }

  private static String unknown(String name) {
    return "names '%s', which no sample has%s"
        .formatted(name, Nearest.hint(name, SampleScope.FIELDS));
  }

  /** Whether a scale is an expression that has the same result for every volume. */
  static boolean isConstant(Parameters target) {
    YamlNode node = target.scalar("scale").orElse(null);
    if (node == null || !(node.value() instanceof String text) || text.isEmpty()) {
      return false;
    }
    try {
      return !Expression.parse(text, Language.TRANSFORMER).names().contains("volume");
    } catch (ExpressionException told) {
      return false;
    }
  }

  /** What the intake of a source would let pass as well. */
  private static Object volume(@Nullable Object result) {
    if (result != null && SourceFilter.isVolume(result)) {
      return result;
    }
    throw new UntransformableException("its scale gives no number");
  }
}
