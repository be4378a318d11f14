package org.camelometer.openstack.dynamic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer as operators name it: a path of keys with dots, or a dot for the whole, then
 * operations behind bars: {@code links.next | value.strip()}. Immutable.
 */
final class Attribute {
  private static final char BAR = '|';

  private final String text;
  private final List<String> keys;
  private final List<Operation> operations;
  private final List<Fault> faults = new ArrayList<>();

  private Attribute(String text, List<String> keys, List<Operation> operations) {
    this.text = text;
    this.keys = List.copyOf(keys);
    this.operations = List.copyOf(operations);
  }

  /** A key by itself, whatever signs are in it. */
  static Attribute ofKey(String key) {
    return new Attribute(key, List.of(key), List.of());
  }

  /** Reads one as written. */
  static Attribute parse(String text) {
    int bar = text.indexOf(BAR);
    String path = (bar < 0 ? text : text.substring(0, bar)).strip();
    List<String> keys = path.equals(".") ? List.of() : List.of(path.split("\\.", -1));
    List<Operation> operations = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    while (bar >= 0) {
      int start = bar + 1;
      bar = text.indexOf(BAR, start);
      String part = text.substring(start, bar < 0 ? text.length() : bar);
      Operation operation = Operation.parse(part.strip());
      operations.add(operation);
      if (!operation.fault().isEmpty()) {
        int indent = part.length() - part.stripLeading().length();
        faults.add(new Fault(operation, start + indent + operation.column()));
      }
    }
    Attribute attribute = new Attribute(text, keys, operations);
    attribute.faults.addAll(faults);
    return attribute;
  }

  /** The part of this data that it names. */
  @Nullable Object of(@Nullable Object data) throws ReadingException {
    Object value = data;
    for (String key : keys) {
      value = item(value, key);
    }
    for (Operation operation : operations) {
      value = operation.apply(value);
    }
    return value;
  }

  private @Nullable Object item(@Nullable Object data, String key) throws ReadingException {
    if (!(data instanceof Map<?, ?> map)) {
      throw new ReadingException(
          "'%s' names the key '%s' of what is no mapping".formatted(text, key));
    }
    Object value = map.get(key);
    if (value == null && !map.containsKey(key)) {
      throw ReadingException.missing(
          "'%s' names the key '%s', which isn't there".formatted(text, key));
    }
    return value;
  }

  /** Operations that can't be done. */
  List<Fault> faults() {
    return List.copyOf(faults);
  }

  /** As it was written, which is its key in metadata. */
  @Override
  public String toString() {
    return text;
  }

  /**
   * An operation that can't be done.
   *
   * @param offset how many signs of the attribute stand before what is wrong
   */
  record Fault(Operation operation, int offset) {}
}
