package org.camelometer.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code a < b <= c}: true if every pair is; parts after the first that isn't are left alone. */
record Comparison(Node first, List<Link> links) implements Node {

  /** A relation and what stands on its right. */
  record Link(Relation relation, Node operand, int column) {
    boolean holds(Evaluation run, @Nullable Object left, @Nullable Object right) {
      try {
        return relation.holds(run, left, right);
      } catch (EvaluationException e) {
        throw e.at(column);
      }
    }
  }

  @Override
  public Object evaluate(Evaluation run) {
    Object left = first.evaluate(run);
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      Object right = link.operand().evaluate(run);
      if (!link.holds(run, left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }
}
