package org.camelometer.expression;

import java.util.List;
import java.util.Map;
import org.camelometer.sample.CodePointOrder;
import org.jspecify.annotations.Nullable;

/** A comparison operator with Python 3's rules: numbers by value, nothing else across kinds. */
enum Relation {
  LESS("<") {
    @Override
    boolean holds(int order) {
      return order < 0;
    }
  },
  AT_MOST("<=") {
    @Override
    boolean holds(int order) {
      return order <= 0;
    }
  },
  GREATER(">") {
    @Override
    boolean holds(int order) {
      return order > 0;
    }
  },
  AT_LEAST(">=") {
    @Override
    boolean holds(int order) {
      return order >= 0;
    }
  },
  EQUAL("==") {
    @Override
    boolean holds(Evaluation run, @Nullable Object a, @Nullable Object b) {
      return Equality.equal(run, a, b);
    }
  },
  UNEQUAL("!=") {
    @Override
    boolean holds(Evaluation run, @Nullable Object a, @Nullable Object b) {
      return !Equality.equal(run, a, b);
    }
  },
  IN("in") {
    @Override
    boolean holds(Evaluation run, @Nullable Object a, @Nullable Object b) {
      return contains(run, b, a);
    }
  },
  NOT_IN("not in") {
    @Override
    boolean holds(Evaluation run, @Nullable Object a, @Nullable Object b) {
      return !contains(run, b, a);
    }
  },
  IS("is") {
    @Override
    boolean holds(Evaluation run, @Nullable Object a, @Nullable Object b) {
      return Equality.same(a, b);
    }
  },
  IS_NOT("is not") {
    @Override
    boolean holds(Evaluation run, @Nullable Object a, @Nullable Object b) {
      return !Equality.same(a, b);
    }
  };

  final String sign;

  Relation(String sign) {
    this.sign = sign;
  }

  /** Whether an order of two values is what this asks for. */
  boolean holds(int order) {
    return order == 0;
  }

  /** Compares two normal values; errors have no place yet. */
  boolean holds(Evaluation run, @Nullable Object a, @Nullable Object b) {
    if (a instanceof Long left && b instanceof Long right) {
      return holds(Long.compare(left, right));
    }
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return !isNan(a) && !isNan(b) && holds(Numbers.compare(a, b));
    }
    if (a instanceof String left && b instanceof String right) {
      run.spendFor(left.length() < right.length() ? left : right);
      return holds(CodePointOrder.ORDER.compare(left, right));
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return lists(run, left, right);
    }
    throw new EvaluationException(
        "'%s' can't compare %s to %s".formatted(sign, Values.kind(a), Values.kind(b)));
  }

  /** The first elements that differ decide, or else the lengths. */
  private boolean lists(Evaluation run, List<?> a, List<?> b) {
    int shorter = Math.min(a.size(), b.size());
    for (int i = 0; i < shorter; i++) {
      Object left = Values.normal(a.get(i));
      Object right = Values.normal(b.get(i));
      if (!Equality.equalElements(run, left, right)) {
        return nested(run, left, right);
      }
    }
    return holds(Integer.compare(a.size(), b.size()));
  }

  private boolean nested(Evaluation run, @Nullable Object a, @Nullable Object b) {
    run.enter();
    boolean holds = holds(run, a, b);
    run.leave();
    return holds;
  }

  private static boolean isNan(@Nullable Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static boolean contains(Evaluation run, @Nullable Object whole, @Nullable Object part) {
    if (whole instanceof String text && part instanceof String piece) {
      run.spendSearch(text, piece);
      return text.contains(piece);
    }
    if (whole instanceof Map<?, ?> map) {
      String key = Subscripts.key(part);
      return key != null && map.containsKey(key);
    }
    if (whole instanceof List<?> list) {
      return contains(run, list, part);
    }
    throw new EvaluationException(
        "'in' can't look for %s in %s".formatted(Values.kind(part), Values.kind(whole)));
  }

  private static boolean contains(Evaluation run, List<?> list, @Nullable Object element) {
    for (Object each : list) {
      if (Equality.equalElements(run, Values.normal(each), element)) {
        return true;
      }
    }
    return false;
  }
}
