package org.camelometer.hypervisor;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When to try again what failed: after 1 s, then after twice as long each time, up to 60 s. For one
 * thread at a time.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final LongSupplier nanos;
  private Duration pause = Duration.ZERO;
  private long since;

  /**
   * Starts with an attempt that is due.
   *
   * @param nanos a clock that is never set back
   */
  Backoff(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** How long until the next attempt; zero if it is due. */
  Duration remaining() {
    if (pause.isZero()) {
      return pause;
    }
    Duration left = pause.minusNanos(nanos.getAsLong() - since);
    return left.isNegative() ? Duration.ZERO : left;
  }

  void failed() {
    Duration twice = pause.isZero() ? FIRST : pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    since = nanos.getAsLong();
  }

  void succeeded() {
    pause = Duration.ZERO;
  }
}
