package org.camelometer.component.rabbitmq;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long failed messages are kept before they go back to their queue, so that a message which
 * always fails doesn't come again at once and for ever. The pauses grow while nothing succeeds.
 * What fails during a pause shares its end and doesn't make the next one longer: when a hundred
 * messages fail together, that is one failure of what they need. For any number of threads.
 */
final class RequeuePause {
  private final Backoff backoff;
  private final LongSupplier nanos;
  private long end;

  /**
   * Starts with the first pause.
   *
   * @param nanos counts as {@link System#nanoTime} does
   */
  RequeuePause(Backoff backoff, LongSupplier nanos) {
    this.backoff = backoff;
    this.nanos = nanos;
    this.end = nanos.getAsLong();
  }

  /** How long a message that has failed just now is kept. */
  synchronized Duration next() {
    long now = nanos.getAsLong();
    if (end - now <= 0) {
      end = now + backoff.next().toNanos();
    }
    return Duration.ofNanos(end - now);
  }

  /** Something succeeded. */
  synchronized void reset() {
    backoff.reset();
  }
}
