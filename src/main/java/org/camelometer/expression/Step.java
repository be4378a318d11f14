package org.camelometer.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done to the value on its left. */
sealed interface Step {

  /** The new value in normal form; errors have their place. */
  @Nullable Object apply(Evaluation run, @Nullable Object value);

  /** {@code … + operand}. */
  record Operation(Operator operator, Node operand, int column) implements Step {
    @Override
    public Object apply(Evaluation run, @Nullable Object value) {
      Object right = operand.evaluate(run);
      try {
        Object result = operator.apply(value, right);
        if (!(result instanceof Double) && !(result instanceof Long)) {
          run.spendFor(result);
        }
        return result;
      } catch (EvaluationException e) {
        throw e.at(column);
      }
    }
  }

  /** {@code ….name}; {@code keys} where a mapping's keys are its attributes. */
  record Attribute(String name, boolean keys, int column) implements Step {
    @Override
    public @Nullable Object apply(Evaluation run, @Nullable Object value) {
      try {
        return Subscripts.attribute(value, name, keys);
      } catch (EvaluationException e) {
        throw e.at(column);
      }
    }
  }

  /** {@code …[key]}; {@code required} where it is an error that there is none. */
  record Item(Node key, boolean required, int column) implements Step {
    @Override
    public @Nullable Object apply(Evaluation run, @Nullable Object value) {
      Object wanted = key.evaluate(run);
      try {
        Object item = Subscripts.item(value, wanted);
        if (required && item == Missing.MISSING) {
          throw EvaluationException.missingKey("there is no such key: " + Texts.brief(wanted));
        }
        return item;
      } catch (EvaluationException e) {
        throw e.at(column);
      }
    }
  }

  /** {@code …[start:stop:step]}; what wasn't written is None. */
  record Slice(Node start, Node stop, Node step, int column) implements Step {
    @Override
    public @Nullable Object apply(Evaluation run, @Nullable Object value) {
      Object from = start.evaluate(run);
      Object to = stop.evaluate(run);
      Object by = step.evaluate(run);
      try {
        run.spendFor(value);
        return Subscripts.slice(value, from, to, by);
      } catch (EvaluationException e) {
        throw e.at(column);
      }
    }
  }

  /** {@code ….name(arguments)}. */
  record MethodCall(Method method, List<Node> arguments, int column) implements Step {
    @Override
    public @Nullable Object apply(Evaluation run, @Nullable Object value) {
      List<@Nullable Object> given = new ArrayList<>(arguments.size());
      for (Node argument : arguments) {
        given.add(argument.evaluate(run));
      }
      try {
        Object result = method.call(run, value, given);
        run.spendFor(result);
        return result;
      } catch (EvaluationException e) {
        throw e.at(column);
      }
    }
  }
}
