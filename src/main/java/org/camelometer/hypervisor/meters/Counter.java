package org.camelometer.hypervisor.meters;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A counter, or several that count together, such as those of a guest's disks.
 *
 * @param members what each counts, by a key that lasts; empty if nothing is known
 * @param newOnesBeganAtZero whether one that wasn't there before has counted nothing but since
 *     then, as that of a virtual CPU; else it is left out the first time
 */
record Counter(Map<?, Long> members, boolean newOnesBeganAtZero) {
  static final Counter UNKNOWN = new Counter(Map.of(), false);

  Counter {
    members = Map.copyOf(members);
  }

  /** A counter alone. */
  static Counter of(@Nullable Number count) {
    return count == null ? UNKNOWN : new Counter(Map.of("", count.longValue()), false);
  }

  /**
   * How much those that are there now have counted since then.
   *
   * @return null if one of them fell, as it was reset meanwhile, or none was there before
   */
  @Nullable Long since(Counter before) {
    long change = 0;
    boolean compares = false;
    for (Map.Entry<?, Long> member : members.entrySet()) {
      Long earlier = before.members.get(member.getKey());
      compares |= earlier != null;
      if (earlier != null || newOnesBeganAtZero) {
        long from = earlier == null ? 0 : earlier;
        if (member.getValue() < from) {
          return null;
        }
        change += member.getValue() - from;
      }
    }
    return compares ? (Long) change : null;
  }
}
