package org.camelometer.definition;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath in the dialect of Ceilometer's definition files: {@code a.b} counts from the root with
 * or without {@code $}; {@code a.(b|c)} takes from {@code a} what {@code b} finds and then what
 * {@code c} does; the bar binds closer than the dot, so that {@code a.b|c.d} is {@code a.(b|c).d};
 * {@code [*]} of what is no list is the thing itself. Each name is looked up by json-path.
 * Immutable; for any number of threads.
 */
public final class FieldPath {
  private static final Configuration LENIENT =
      Configuration.builder()
          .jsonProvider(new JacksonJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
          .build();

  /** Finds values in one value, in the order of the path. */
  interface Step {
    List<@Nullable Object> of(@Nullable Object value);
  }

  private final String text;
  private final Step step;

  private FieldPath(String text, Step step) {
    this.text = text;
    this.step = step;
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException saying what of it can't be read, or isn't understood here
   */
  public static FieldPath parse(String text) {
    return new FieldPath(text, new FieldPathParser(text).parse());
  }

  /** All that it finds, nulls included; {@code root} is of maps, lists and plain values. */
  public List<@Nullable Object> all(Object root) {
    return step.of(root);
  }

  /** The first value that isn't null. */
  public Optional<Object> first(Object root) {
    return all(root).stream().filter(Objects::nonNull).map(Objects::requireNonNull).findFirst();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  static Step itself() {
    return value -> {
      List<@Nullable Object> one = new ArrayList<>();
      one.add(value);
      return one;
    };
  }

  static Step elements() {
    return value -> {
      if (value instanceof List<?> list) {
        return new ArrayList<@Nullable Object>(list);
      }
      return itself().of(value);
    };
  }

  /** What json-path finds from {@code $} on. */
  static Step lookUp(String path) {
    JsonPath compiled = JsonPath.compile(path);
    return value -> {
      List<@Nullable Object> found = value == null ? null : compiled.read(value, LENIENT);
      return found == null ? List.of() : found;
    };
  }

  static Step chain(Step first, Step then) {
    return value -> {
      List<@Nullable Object> found = new ArrayList<>();
      first.of(value).forEach(one -> found.addAll(then.of(one)));
      return found;
    };
  }

  static Step union(Step first, Step second) {
    return value -> {
      List<@Nullable Object> found = new ArrayList<>(first.of(value));
      found.addAll(second.of(value));
      return found;
    };
  }
}
