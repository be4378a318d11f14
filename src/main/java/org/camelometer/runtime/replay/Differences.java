package org.camelometer.runtime.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * How the deliveries of one batch differ between two configurations.
 *
 * @param alike how many both give, but for ids
 * @param changes the others, in the order of the first, then those that the second alone gives in
 *     its order
 */
public record Differences(int alike, List<Change> changes) {

  /** Pairs the deliveries and compares each pair. */
  public static Differences between(List<Delivery> first, List<Delivery> second) {
    @Nullable Delivery[] partners = new @Nullable Delivery[first.size()];
    Set<Integer> left = pair(first, second, partners);
    int alike = 0;
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < partners.length; i++) {
      Delivery partner = partners[i];
      if (partner == null) {
        changes.add(Change.removed(first.get(i)));
        continue;
      }
      List<FieldChange> fields = FieldChange.between(first.get(i).sample(), partner.sample());
      if (fields.isEmpty()) {
        alike++;
      } else {
        changes.add(Change.changed(first.get(i), partner, fields));
      }
    }
    left.forEach(i -> changes.add(Change.added(second.get(i))));
    return new Differences(alike, changes);
  }

  /**
   * Gives deliveries of the same publisher, meter and resource to each other in their order: first
   * those of one timestamp, since a batch may hold many readings of a resource and one that is
   * missing must not shift all the later ones; then what is left.
   *
   * @return the numbers of those in the second that stay alone
   */
  private static Set<Integer> pair(
      List<Delivery> first, List<Delivery> second, @Nullable Delivery[] partners) {
    Set<Integer> left = new LinkedHashSet<>();
    for (int i = 0; i < second.size(); i++) {
      left.add(i);
    }
    for (boolean timed : new boolean[] {true, false}) {
      Map<Key, Deque<Integer>> waiting = new HashMap<>();
      for (int i : left) {
        waiting.computeIfAbsent(Key.of(second.get(i), timed), k -> new ArrayDeque<>()).add(i);
      }
      for (int i = 0; i < partners.length; i++) {
        Deque<Integer> same = partners[i] == null ? waiting.get(Key.of(first.get(i), timed)) : null;
        if (same != null && !same.isEmpty()) {
          int number = same.remove();
          partners[i] = second.get(number);
          left.remove(number);
        }
      }
    }
    return left;
  }

  /** What two deliveries must have in common to be compared. */
  private record Key(
      String publisher, String name, @Nullable String resourceId, @Nullable String timestamp) {

    static Key of(Delivery delivery, boolean timed) {
      Sample sample = delivery.sample();
      return new Key(
          delivery.publisher().display(),
          sample.name(),
          sample.resourceId(),
          timed ? sample.timestamp() : null);
    }
  }
}
