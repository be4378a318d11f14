package org.camelometer.transform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts by reasons that are known beforehand. For any number of threads. */
final class Tally {
  private final Map<String, LongAdder> counts = new LinkedHashMap<>();

  Tally(String... reasons) {
    for (String reason : reasons) {
      counts.put(reason, new LongAdder());
    }
  }

  /** The counter of a reason: keep it, where samples are many. */
  LongAdder of(String reason) {
    return counts.computeIfAbsent(reason, Tally::unknown);
  }

  private static LongAdder unknown(String reason) {
    throw new IllegalArgumentException("no reason '%s' was foreseen".formatted(reason));
  }

  Map<String, Long> counts() {
    Map<String, Long> sums = new LinkedHashMap<>();
    counts.forEach((reason, count) -> sums.put(reason, count.sum()));
    return sums;
  }
}
