package org.camelometer.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The methods of strings and mappings that dynamic pollsters may call; none changes anything. */
enum Method {
  GET(1, 2),
  KEYS(0, 0),
  VALUES(0, 0),
  ITEMS(0, 0),
  LOWER(0, 0),
  UPPER(0, 0),
  STRIP(0, 1),
  SPLIT(0, 2),
  JOIN(1, 1),
  REPLACE(2, 3),
  STARTSWITH(1, 1),
  ENDSWITH(1, 1);

  private static final Map<String, Method> NAMES =
      Arrays.stream(values()).collect(Collectors.toMap(Method::spelling, m -> m));

  final int least;
  final int most;

  Method(int least, int most) {
    this.least = least;
    this.most = most;
  }

  private String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Method of(String name) {
    return NAMES.get(name);
  }

  static String names() {
    return NAMES.keySet().stream().sorted().collect(Collectors.joining(", "));
  }

  /** The value in normal form; errors have no place yet. */
  @Nullable Object call(Evaluation run, @Nullable Object value, List<@Nullable Object> arguments) {
    boolean ofMapping = compareTo(LOWER) < 0;
    if (ofMapping && value instanceof Map<?, ?> map) {
      return MappingMethods.call(this, map, arguments);
    }
    if (!ofMapping && value instanceof String text) {
      return new StringMethods(run, text, arguments).call(this);
    }
    throw new EvaluationException(
        "%s has no method '%s'".formatted(Values.kind(value), spelling()));
  }
}
