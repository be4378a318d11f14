package org.camelometer.expression;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function is called with. */
record Arguments(
    Evaluation run,
    List<@Nullable Object> given,
    @Nullable Callback callback,
    Map<String, @Nullable Object> named) {

  /** As the function of another's key: one argument. */
  static Arguments of(Evaluation run, @Nullable Object value) {
    return new Arguments(run, Collections.singletonList(value), null, Map.of());
  }

  int count() {
    return given.size();
  }

  @Nullable Object get(int index) {
    return given.get(index);
  }

  /** What was given at a place or by name, or else the default. */
  @Nullable Object get(int index, String name, @Nullable Object otherwise) {
    if (index < given.size()) {
      return given.get(index);
    }
    return named.containsKey(name) ? named.get(name) : otherwise;
  }

  /** The callback's value of an element, or the element itself where there is none. */
  @Nullable Object key(@Nullable Object element) {
    return callback == null ? element : callback.call(run, element);
  }
}
