package org.camelometer.component.rabbitmq;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts: each twice as long as the one before up to a limit, and each spread
 * by a fifth in either direction, so that many clients don't come back at the same moment. For one
 * thread at a time.
 */
final class Backoff {
  private static final double SPREAD = 0.2;

  private final Duration first;
  private final Duration longest;
  private final DoubleSupplier random;
  private Duration next;

  /**
   * Starts with the first pause.
   *
   * @param random numbers from 0 to 1
   */
  Backoff(Duration first, Duration longest, DoubleSupplier random) {
    this.first = first;
    this.longest = longest.compareTo(first) < 0 ? first : longest;
    this.random = random;
    this.next = first;
  }

  /** The pause before the next attempt. */
  Duration next() {
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    double factor = 1 - SPREAD + 2 * SPREAD * random.getAsDouble();
    return Duration.ofMillis(Math.round(pause.toMillis() * factor));
  }

  /** Begins anew with the first pause. */
  void reset() {
    next = first;
  }
}
