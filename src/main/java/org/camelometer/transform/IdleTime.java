package org.camelometer.transform;

import java.time.Clock;
import java.time.Duration;

/**
 * Says how long something wasn't touched, by a clock that may be set: time that a clock is set back
 * by counts as none, so that what was touched before isn't remembered for longer than it should.
 * For one thread.
 */
final class IdleTime {
  private final Clock clock;
  private final long limit;
  private long latest;
  private long elapsed;

  IdleTime(Clock clock, Duration limit) {
    this.clock = clock;
    this.limit = limit.toMillis();
    this.latest = clock.millis();
  }

  /** The stamp of what is touched now. */
  long now() {
    long millis = clock.millis();
    elapsed += Math.max(0, millis - latest);
    latest = millis;
    return elapsed;
  }

  /** Whether what was touched then was left alone for longer than the limit, as of a moment. */
  boolean isOver(long touched, long now) {
    return now - touched > limit;
  }
}
