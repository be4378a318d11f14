package org.camelometer.component.spool;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a consumer waits between attempts at one message.
 *
 * @param first before the second attempt
 * @param factor by which each pause is longer than the one before
 * @param longest no pause is longer
 * @param jitter which part of a pause is left to chance, so that many agents don't come back at
 *     once
 * @param most how many attempts in all before it goes to quarantine; -1 = any number
 */
record Redelivery(Duration first, double factor, Duration longest, double jitter, int most) {

  /**
   * The pause after so many attempts in vain.
   *
   * @param chance from 0 to 1
   */
  Duration pause(int attempts, DoubleSupplier chance) {
    double growth = Math.pow(factor, Math.max(0, attempts - 1));
    double millis = Math.min((double) longest.toMillis(), first.toMillis() * growth);
    return Duration.ofMillis(Math.round(millis * (1 - jitter * chance.getAsDouble())));
  }

  boolean isLast(int attempts) {
    return most >= 0 && attempts >= most;
  }
}
