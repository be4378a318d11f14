package org.camelometer.expression;

import java.util.List;

/**
 * Computes beforehand what is the same each time, such as {@code 10**9}. What has no value stays as
 * it is, so that it is an error when evaluated only: it may never be reached.
 */
final class Folding {
  private static final Scope NOTHING = name -> Missing.MISSING;

  private Folding() {}

  /** A chain whose constant beginning is computed. */
  static Node chain(Node first, List<Step> steps) {
    Node begun = first;
    int done = 0;
    while (done < steps.size()
        && begun instanceof Node.Constant
        && steps.get(done) instanceof Step.Operation operation
        && operation.operand() instanceof Node.Constant) {
      Node folded = constant(new Chain(begun, List.of(operation)));
      if (!(folded instanceof Node.Constant)) {
        break;
      }
      begun = folded;
      done++;
    }
    return done == steps.size() ? begun : new Chain(begun, steps.subList(done, steps.size()));
  }

  /** The node's value if its operand is constant, or else the node. */
  static Node fold(Node node, Node operand) {
    return operand instanceof Node.Constant ? constant(node) : node;
  }

  /** Keeps numbers only: long strings would hold memory for as long as the expression lives. */
  private static Node constant(Node node) {
    try {
      Object value = node.evaluate(new Evaluation(NOTHING));
      return Numbers.isNumber(value) ? new Node.Constant(value) : node;
    } catch (EvaluationException e) {
      return node;
    }
  }
}
