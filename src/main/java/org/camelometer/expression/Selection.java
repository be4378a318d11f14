package org.camelometer.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that compare or add the elements of a list. */
final class Selection {

  private Selection() {}

  /** {@code min} and {@code max}: the first element that is better than all before it. */
  static @Nullable Object extreme(Arguments arguments, Relation better) {
    boolean one = arguments.count() == 1;
    List<@Nullable Object> elements =
        one ? Iteration.elements(arguments.run(), arguments.get(0)) : arguments.given();
    if (!one && arguments.named().containsKey("default")) {
      throw new EvaluationException("there can't be a default for several arguments");
    }
    if (elements.isEmpty()) {
      return ofNothing(arguments);
    }
    Object best = elements.get(0);
    Object bestKey = arguments.key(best);
    for (Object element : elements.subList(1, elements.size())) {
      Object key = arguments.key(element);
      if (better.holds(arguments.run(), key, bestKey)) {
        best = element;
        bestKey = key;
      }
    }
    return best;
  }

  private static @Nullable Object ofNothing(Arguments arguments) {
    if (!arguments.named().containsKey("default")) {
      throw new EvaluationException("an empty list has no least or greatest element");
    }
    return arguments.named().get("default");
  }

  static @Nullable Object sum(Arguments arguments) {
    Object sum = arguments.get(1, "start", 0L);
    if (sum instanceof String) {
      throw new EvaluationException("strings are put together by ''.join(list)");
    }
    for (Object element : Iteration.elements(arguments.run(), arguments.get(0))) {
      sum = Operator.ADD.apply(sum, element);
      arguments.run().spendFor(sum);
    }
    return sum;
  }

  private record Keyed(@Nullable Object key, @Nullable Object element) {}

  /** Stable, and whatever NaN does to the order: Java's own sorts may refuse that. */
  static List<@Nullable Object> sorted(Arguments arguments) {
    List<Keyed> keyed = new ArrayList<>();
    for (Object element : Iteration.elements(arguments.run(), arguments.get(0))) {
      keyed.add(new Keyed(arguments.key(element), element));
    }
    boolean reverse = isReverse(arguments.get(1, "reverse", false));
    List<@Nullable Object> sorted = new ArrayList<>(keyed.size());
    for (Keyed each : mergeSorted(arguments.run(), keyed, reverse)) {
      sorted.add(each.element());
    }
    return sorted;
  }

  private static boolean isReverse(@Nullable Object value) {
    if (!(value instanceof Boolean || value instanceof Long)) {
      throw new EvaluationException("'reverse' is True or False, not " + Values.kind(value));
    }
    return Values.isTrue(value);
  }

  private static List<Keyed> mergeSorted(Evaluation run, List<Keyed> list, boolean reverse) {
    if (list.size() < 2) {
      return list;
    }
    int half = list.size() / 2;
    List<Keyed> left = mergeSorted(run, list.subList(0, half), reverse);
    List<Keyed> right = mergeSorted(run, list.subList(half, list.size()), reverse);
    List<Keyed> merged = new ArrayList<>(list.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      boolean takesRight = isBefore(run, right.get(r).key(), left.get(l).key(), reverse);
      merged.add(takesRight ? right.get(r++) : left.get(l++));
    }
    merged.addAll(left.subList(l, left.size()));
    merged.addAll(right.subList(r, right.size()));
    return merged;
  }

  private static boolean isBefore(
      Evaluation run, @Nullable Object a, @Nullable Object b, boolean reverse) {
    run.spend(1);
    return reverse ? Relation.LESS.holds(run, b, a) : Relation.LESS.holds(run, a, b);
  }
}
