package org.camelometer.hypervisor.meters;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.camelometer.hypervisor.GuestReading.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Volumes that are changes of counters since the reading before: of the same run of the guest, by
 * the same witness, and earlier. There is none where that is missing, or where a counter fell.
 */
final class CounterChanges<F> implements Volumes<F> {
  private final Function<F, Counter> counter;
  private final Formula<F> formula;
  private final Map<String, Past> pasts = new HashMap<>();
  private Instant newest = Instant.MIN;

  CounterChanges(Function<F, Counter> counter, Formula<F> formula) {
    this.counter = counter;
    this.formula = formula;
  }

  /** Makes a volume of a change that is not negative, in a time above 0. */
  @FunctionalInterface
  interface Formula<F> {
    @Nullable Number of(long change, double seconds, F figures);
  }

  /** What the counters of a guest stood at, by device. */
  private record Past(long run, Origin origin, double time, Map<String, Counter> counters) {

    boolean leadsTo(Past next) {
      return run == next.run && origin == next.origin && time < next.time;
    }
  }

  @Override
  public Part.Figure<Part<F>> of(Observation seen, List<Part<F>> parts) {
    Map<String, Counter> counters = new HashMap<>();
    parts.forEach(part -> counters.put(part.device(), counter.apply(part.figures())));
    Past now =
        new Past(
            seen.figures().run(),
            seen.figures().origin(),
            seen.figures().monotonicTime(),
            counters);
    Past before = exchange(seen.guest().id(), now);
    return before == null || !before.leadsTo(now)
        ? part -> null
        : part -> volume(part, before, now);
  }

  private synchronized @Nullable Past exchange(String guestId, Past now) {
    Past before = pasts.get(guestId);
    if (before == null || before.time() < now.time()) {
      pasts.put(guestId, now);
    }
    return before;
  }

  private @Nullable Number volume(Part<F> part, Past before, Past now) {
    Counter earlier = before.counters().getOrDefault(part.device(), Counter.UNKNOWN);
    Counter later = now.counters().getOrDefault(part.device(), Counter.UNKNOWN);
    Long change = later.since(earlier);
    return change == null ? null : formula.of(change, now.time() - before.time(), part.figures());
  }

  @Override
  public synchronized void keep(Set<String> guestIds, Instant tick) {
    // A tick that was overtaken by the next doesn't know the newest guests.
    if (!tick.isBefore(newest)) {
      newest = tick;
      pasts.keySet().retainAll(guestIds);
    }
  }

  /** How many guests it remembers. */
  synchronized int size() {
    return pasts.size();
  }
}
