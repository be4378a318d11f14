package org.camelometer.openstack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camelometer.sample.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Something that a service tells of: an image, a volume, a project. One of a kind and an id is one
 * and the same, whatever its fields. Immutable.
 */
public final class ApiObject implements Resource {
  private final String kind;
  private final String id;
  private final Map<String, @Nullable Object> fields;

  /**
   * Takes what a service tells.
   *
   * @param kind the discovery that it is of
   */
  public ApiObject(String kind, String id, Map<String, @Nullable Object> fields) {
    this.kind = kind;
    this.id = id;
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The discovery that it is of. */
  public String kind() {
    return kind;
  }

  @Override
  public String id() {
    return id;
  }

  /** A field of it; null where it is null or missing. */
  public @Nullable Object get(String field) {
    return fields.get(field);
  }

  /** The same as text. */
  public @Nullable String text(String field) {
    Object value = fields.get(field);
    return value == null ? null : value.toString();
  }

  /** Some fields, in their order; null those that are missing. */
  public Map<String, @Nullable Object> only(List<String> names) {
    Map<String, @Nullable Object> some = new LinkedHashMap<>();
    names.forEach(name -> some.put(name, fields.get(name)));
    return some;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiObject object && object.kind.equals(kind) && object.id.equals(id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, id);
  }

  @Override
  public String toString() {
    return kind + " " + id;
  }
}
