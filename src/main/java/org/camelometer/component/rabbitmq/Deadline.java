package org.camelometer.component.rabbitmq;

import java.util.concurrent.TimeUnit;

/**
 * The moment up to which something may take, on the clock that is never set back.
 *
 * @param nanos as {@link System#nanoTime} counts
 */
record Deadline(long nanos) {

  /** A moment so many milliseconds from now; 0 means a time that never comes. */
  static Deadline in(long millis) {
    long pause = millis == 0 ? Long.MAX_VALUE / 2 : TimeUnit.MILLISECONDS.toNanos(millis);
    return new Deadline(System.nanoTime() + pause);
  }

  /** Nanoseconds left, 0 or less when it has passed. */
  long left() {
    return nanos - System.nanoTime();
  }

  boolean hasPassed() {
    return left() <= 0;
  }
}
