package org.camelometer.poll;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The moment until which something is worth waiting for. For any number of threads. */
public final class Deadline {
  /** Farther away than anybody waits, and near enough to be counted in nanoseconds. */
  private static final Duration NEVER = Duration.ofDays(365);

  private final LongSupplier nanos;
  private final long end;

  private Deadline(LongSupplier nanos, Duration time) {
    this.nanos = nanos;
    this.end = nanos.getAsLong() + time.toNanos();
  }

  /** That much from now on. */
  public static Deadline in(Duration time) {
    return in(time, System::nanoTime);
  }

  /**
   * The same by another clock.
   *
   * @param nanos nanoseconds of a clock that is never set back
   */
  public static Deadline in(Duration time, LongSupplier nanos) {
    return new Deadline(nanos, time);
  }

  /** One that nobody sees. */
  public static Deadline never() {
    return in(NEVER);
  }

  /** How long until then; zero if it is over. */
  public Duration remaining() {
    Duration left = Duration.ofNanos(end - nanos.getAsLong());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether it is over. */
  public boolean isOver() {
    return remaining().isZero();
  }
}
