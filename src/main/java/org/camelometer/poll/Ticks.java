package org.camelometer.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gives sources that fire together the same {@link Tick}. All intervals are counted from one
 * beginning, so two sources fire together if and only if their timers are due at the same moment,
 * however late the machine lets each of them run. For any number of threads.
 */
public final class Ticks {
  /** How long a tick is kept for a source that is late for it. */
  private static final Duration LATENESS = Duration.ofSeconds(10);

  /**
   * By which part of an interval a timer may be early, as clocks are adjusted and timers don't
   * start to the millisecond when we begin to count.
   */
  private static final double EARLY = 0.25;

  private final Clock clock;
  private final UnaryOperator<Duration> allowance;
  private @Nullable Instant beginning;
  private final Map<String, Instant> lastDue = new HashMap<>();
  private final Map<Instant, Tick> ticks = new HashMap<>();

  /**
   * Begins to count when it is told to.
   *
   * @param allowance how long a cycle may take, by the interval of its source; the first source of
   *     a tick decides
   */
  public Ticks(Clock clock, UnaryOperator<Duration> allowance) {
    this.clock = clock;
    this.allowance = allowance;
  }

  /** Begins to count now: to be called when the timers do. */
  public synchronized void start() {
    beginning = clock.instant();
  }

  /**
   * The tick that a firing source belongs to; empty if the source had it already, as when a timer
   * catches up on runs that it missed: those would only repeat the present reading.
   *
   * @param offset when its first tick was due, counted from the beginning
   */
  public synchronized Optional<Tick> begin(String source, Duration interval, Duration offset) {
    Instant now = clock.instant();
    Instant first = (beginning == null ? now : beginning).plus(offset);
    Instant due = due(first, now, interval);
    if (due.equals(lastDue.put(source, due))) {
      return Optional.empty();
    }
    ticks.values().removeIf(tick -> tick.time().isBefore(now.minus(LATENESS)));
    return Optional.of(
        ticks.computeIfAbsent(due, d -> new Tick(now, Deadline.in(allowance.apply(interval)))));
  }

  /** When a timer was due that fires now: at the latest multiple of its interval. */
  private static Instant due(Instant first, Instant now, Duration interval) {
    double elapsed = Duration.between(first, now).toMillis();
    long number = (long) Math.floor(elapsed / interval.toMillis() + EARLY);
    return first.plus(interval.multipliedBy(number));
  }
}
