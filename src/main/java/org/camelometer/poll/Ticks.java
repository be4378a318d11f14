package org.camelometer.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives sources that fire together the same {@link Tick}. All intervals are counted from one
 * beginning, so two sources fire together if and only if their timers are due at the same moment,
 * however late the machine lets each of them run. For any number of threads.
 */
public final class Ticks {
  /** How long a tick is kept for a source that is late for it. */
  private static final Duration LATENESS = Duration.ofSeconds(10);

  /** By which part of an interval a timer may be early, as clocks are adjusted. */
  private static final double EARLY = 0.1;

  private final Clock clock;
  private final Instant beginning;
  private final Map<String, Instant> lastDue = new HashMap<>();
  private final TreeMap<Instant, Tick> ticks = new TreeMap<>();

  /** Begins to count now. */
  public Ticks(Clock clock) {
    this.clock = clock;
    this.beginning = clock.instant();
  }

  /**
   * The tick that a firing source belongs to; empty if the source had it already, as when a timer
   * catches up on runs that it missed: those would only repeat the present reading.
   *
   * @param offset when its first tick was due, counted from the beginning
   */
  public synchronized Optional<Tick> begin(String source, Duration interval, Duration offset) {
    Instant now = clock.instant();
    Instant due = due(now, interval, offset);
    if (due.equals(lastDue.put(source, due))) {
      return Optional.empty();
    }
    ticks.headMap(now.minus(LATENESS)).clear();
    return Optional.of(ticks.computeIfAbsent(due, d -> new Tick(now)));
  }

  private Instant due(Instant now, Duration interval, Duration offset) {
    double elapsed = Duration.between(beginning.plus(offset), now).toMillis();
    long number = (long) Math.floor(elapsed / interval.toMillis() + EARLY);
    return beginning.plus(offset).plus(interval.multipliedBy(number));
  }
}
