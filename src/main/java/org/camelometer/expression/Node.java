package org.camelometer.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of an expression, ready to be evaluated. What Python nests to the left without brackets is
 * flat here, so that a tree is never deeper than the brackets and signs of its text.
 */
sealed interface Node permits Chain, Comparison, FunctionCall, Node.Simple {

  /** The value in normal form; errors have their place. */
  @Nullable Object evaluate(Evaluation run);

  /** A node of few lines. */
  sealed interface Simple extends Node {}

  /** A literal, or what was computed beforehand. */
  record Constant(@Nullable Object value) implements Simple {
    @Override
    public @Nullable Object evaluate(Evaluation run) {
      return value;
    }
  }

  /** A name of the scope; {@code required} where it is an error that there is none. */
  record Name(String name, boolean required, int column) implements Simple {
    @Override
    public @Nullable Object evaluate(Evaluation run) {
      Object value = Values.normal(run.scope.lookup(name));
      if (required && value == Missing.MISSING) {
        throw new EvaluationException("there is no '%s' here".formatted(name), column);
      }
      return value;
    }
  }

  /** A parameter of a lambda. */
  record Parameter(int slot) implements Simple {
    @Override
    public @Nullable Object evaluate(Evaluation run) {
      return run.argument(slot);
    }
  }

  /** {@code -x} or {@code +x}. */
  record Sign(boolean minus, Node operand, int column) implements Simple {
    @Override
    public @Nullable Object evaluate(Evaluation run) {
      Object value = operand.evaluate(run);
      if (value == null || !Numbers.isNumber(value)) {
        throw new EvaluationException(Values.kind(value) + " can't have a sign", column);
      }
      return minus ? Numbers.negate(value) : Numbers.plus(value);
    }
  }

  /** {@code not x}. */
  record Not(Node operand) implements Simple {
    @Override
    public Object evaluate(Evaluation run) {
      return !Values.isTrue(operand.evaluate(run));
    }
  }

  /** {@code x and y and …}, or the same with {@code or}: the first part that decides. */
  record Junction(boolean all, List<Node> parts) implements Simple {
    @Override
    public @Nullable Object evaluate(Evaluation run) {
      Object value = parts.get(0).evaluate(run);
      for (int i = 1; i < parts.size() && Values.isTrue(value) == all; i++) {
        value = parts.get(i).evaluate(run);
      }
      return value;
    }
  }

  /** {@code yes if condition else no}. */
  record Conditional(Node condition, Node yes, Node no) implements Simple {
    @Override
    public @Nullable Object evaluate(Evaluation run) {
      return (Values.isTrue(condition.evaluate(run)) ? yes : no).evaluate(run);
    }
  }

  /** {@code [x, y]}. */
  record ListDisplay(List<Node> elements) implements Simple {
    @Override
    public Object evaluate(Evaluation run) {
      List<@Nullable Object> list = new ArrayList<>(elements.size());
      for (Node element : elements) {
        list.add(element.evaluate(run));
      }
      return list;
    }
  }

  /** <code>{k: x}</code>; keys are strings. */
  record MapDisplay(List<Node> keys, List<Node> values, int column) implements Simple {
    @Override
    public Object evaluate(Evaluation run) {
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        Object key = keys.get(i).evaluate(run);
        if (!(key instanceof String)) {
          throw new EvaluationException(
              "a key must be a string here, not " + Values.kind(key), column);
        }
        map.put(key, values.get(i).evaluate(run));
      }
      return map;
    }
  }

  /** A call in a language that has no functions: configurations with one load, but never work. */
  record Uncallable(String name, int column) implements Simple {
    @Override
    public Object evaluate(Evaluation run) {
      throw new EvaluationException(
          "nothing can be called here, so '%s' can't either".formatted(name), column);
    }
  }
}
