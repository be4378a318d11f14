package org.camelometer.definition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a source stands in its file, and where each entry of its lists does. Immutable. */
public final class Places {
  private final Position whole;
  private final Map<String, Map<String, Position>> lists;

  private Places(Position whole, Map<String, Map<String, Position>> lists) {
    this.whole = whole;
    this.lists = lists;
  }

  /** Only the place of the source is known. */
  public static Places of(Position whole) {
    return new Places(whole, Map.of());
  }

  /** The same with the entries of one of its lists. */
  Places with(String list, List<Located> entries) {
    Map<String, Position> places = new HashMap<>();
    entries.forEach(entry -> places.putIfAbsent(entry.text(), entry.position()));
    Map<String, Map<String, Position>> all = new HashMap<>(lists);
    all.put(list, Map.copyOf(places));
    return new Places(whole, Map.copyOf(all));
  }

  /** Where the source begins. */
  public Position whole() {
    return whole;
  }

  /** Where an entry of a list stands; where the source begins if that isn't known. */
  public Position of(String list, String entry) {
    return lists.getOrDefault(list, Map.of()).getOrDefault(entry, whole);
  }
}
