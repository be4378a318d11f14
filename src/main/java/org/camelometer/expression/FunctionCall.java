package org.camelometer.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code name(arguments)}; the callback is the function or lambda among them. */
record FunctionCall(
    Function function,
    List<Node> arguments,
    @Nullable Callback callback,
    Map<String, Node> keywords,
    int column)
    implements Node {

  @Override
  public @Nullable Object evaluate(Evaluation run) {
    List<@Nullable Object> given = new ArrayList<>(arguments.size());
    for (Node argument : arguments) {
      given.add(argument.evaluate(run));
    }
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    keywords.forEach((name, node) -> named.put(name, node.evaluate(run)));
    return call(new Arguments(run, given, callback, named));
  }

  private @Nullable Object call(Arguments arguments) {
    try {
      Object result = function.call(arguments);
      arguments.run().spendFor(result);
      return result;
    } catch (EvaluationException e) {
      throw e.at(column);
    }
  }
}
