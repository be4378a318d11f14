package org.camelometer.expression;

import org.jspecify.annotations.Nullable;

/**
 * A piece of an expression.
 *
 * @param text operators and keywords as written, names and strings by their meaning
 * @param value a number's value
 * @param column where it begins, from 1
 */
record Token(Kind kind, String text, @Nullable Object value, int column) {
  enum Kind {
    NUMBER,
    STRING,
    NAME,
    /** {@code $(meter.name)}. */
    QUOTED,
    /** An operator, bracket or keyword. */
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** For messages. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
