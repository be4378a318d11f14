package org.camelometer.publish.gnocchi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camelometer.definition.FieldPath;

/**
 * Where the value of a resource's attribute comes from: the first of some paths that finds one, or
 * a number that is always the same.
 *
 * @param paths into the fields of a sample, in the order of trying
 * @param constant what it is where there are no paths
 */
record Attribute(List<FieldPath> paths, Optional<Object> constant) {

  /** Its value for a sample of these fields; empty if they have none. */
  Optional<Object> of(Map<String, ?> fields) {
    return paths.stream()
        .map(path -> path.first(fields).orElse(null))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .findFirst()
        .or(() -> constant);
  }
}
