package org.camelometer.sample;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON values as the text that Python makes of them: what signatures are computed over, and what
 * {@code file://…?format=python} writes.
 *
 * <p>Null, booleans, strings, integers of any size, floats, lists and maps have Python's form;
 * other objects the form of their {@code toString()} as a string.
 */
public final class PythonText {

  /** How strings and long integers look inside of lists and maps. */
  enum Dialect {
    /** Python 3: {@code 'é'}. */
    TEXT,
    /** Python 3 after encoding strings, keys sorted: {@code b'\xc3\xa9'}. */
    BYTES,
    /** Python 2 after encoding strings, keys sorted: {@code '\xc3\xa9'}, {@code 1L}. */
    PYTHON2
  }

  private PythonText() {}

  /** {@code str(value)} of Python 3. */
  public static String str(@Nullable Object value) {
    return str(value, Dialect.TEXT);
  }

  /** {@code repr(value)} of Python 3. */
  public static String repr(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    repr(value, Dialect.TEXT, out);
    return out.toString();
  }

  /** Writes what {@code str(value)} gives. */
  static void str(@Nullable Object value, Dialect dialect, StringBuilder out) {
    if (value instanceof Long || value instanceof Integer) {
      out.append(((Number) value).longValue());
    } else if (value instanceof Collection || value instanceof Map) {
      repr(value, dialect, out);
    } else {
      out.append(str(value, dialect));
    }
  }

  static String str(@Nullable Object value, Dialect dialect) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Double number && dialect == Dialect.PYTHON2) {
      return PythonFloat.str2(number);
    }
    if (value instanceof BigInteger number) {
      return number.toString();
    }
    if (value == null || isScalar(value)) {
      return scalar(value);
    }
    if (value instanceof Collection || value instanceof Map) {
      StringBuilder out = new StringBuilder();
      repr(value, dialect, out);
      return out.toString();
    }
    return value.toString();
  }

  private static void repr(@Nullable Object value, Dialect dialect, StringBuilder out) {
    if (value instanceof Collection<?> list) {
      list(list, dialect, out);
    } else if (value instanceof Map<?, ?> map) {
      map(map, dialect, out);
    } else if (value == null || isScalar(value)) {
      out.append(scalar(value));
    } else if (value instanceof BigInteger number) {
      // What JSON gives a 64-bit Python 2 as a "long" has a mark.
      out.append(number).append(dialect == Dialect.PYTHON2 && number.bitLength() > 63 ? "L" : "");
    } else {
      string(value.toString(), dialect, out);
    }
  }

  private static boolean isScalar(Object value) {
    return value instanceof Boolean || (value instanceof Number && !(value instanceof BigInteger));
  }

  private static String scalar(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
      return PythonFloat.repr(((Number) value).doubleValue());
    }
    return value.toString();
  }

  private static void string(String text, Dialect dialect, StringBuilder out) {
    if (dialect == Dialect.TEXT) {
      PythonString.quoteText(text, out);
      return;
    }
    if (dialect == Dialect.BYTES) {
      out.append('b');
    }
    PythonString.quoteBytes(text, out);
  }

  private static void list(Collection<?> list, Dialect dialect, StringBuilder out) {
    String separator = "[";
    for (Object item : list) {
      out.append(separator);
      repr(item, dialect, out);
      separator = ", ";
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private static void map(Map<?, ?> map, Dialect dialect, StringBuilder out) {
    String separator = "{";
    Iterable<?> keys = dialect == Dialect.TEXT ? map.keySet() : CodePointOrder.sortedKeys(map);
    for (Object key : keys) {
      out.append(separator);
      string(String.valueOf(key), dialect, out);
      out.append(": ");
      repr(map.get(key), dialect, out);
      separator = ", ";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }
}
