package org.camelometer.keystone;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;

/**
 * Credentials as they stand in one source, by the names of Ceilometer's {@code
 * [service_credentials]}.
 *
 * @param values without those that are empty
 * @param places where each stands; those of others are at {@code source}
 * @param source the file, or what stands for it
 * @param written how the source calls a key
 */
record Values(
    Map<String, String> values,
    Map<String, Position> places,
    Position source,
    UnaryOperator<String> written) {

  Values {
    Map<String, String> set = new TreeMap<>(values);
    set.values().removeIf(String::isBlank);
    values = Map.copyOf(set);
  }

  Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Notes what is wrong with a key: {@code <key as written> <fault>}. */
  void wrong(String key, String fault, Problems problems) {
    problems.error(places.getOrDefault(key, source), written.apply(key) + " " + fault);
  }

  /** The same, with what others say in its place where they say anything. */
  Values under(Values others) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(others.values);
    Map<String, Position> where = new TreeMap<>(places);
    others.values.keySet().forEach(key -> where.put(key, others.place(key)));
    UnaryOperator<String> name = key -> (others.has(key) ? others.written : written).apply(key);
    return new Values(all, where, source, name);
  }

  /** The keys alone: there are secrets among the values. */
  @Override
  public String toString() {
    return "%s: %s".formatted(source, values.keySet());
  }

  private Position place(String key) {
    return places.getOrDefault(key, source);
  }
}
