package org.camelometer.keystone.wire;

import java.time.Duration;

/** How to wait between two attempts. */
@FunctionalInterface
public interface Pause {
  /** Lets the thread sleep. */
  Pause SLEEP = time -> Thread.sleep(time.toMillis());

  /** Returns when the time is over. */
  void of(Duration time) throws InterruptedException;
}
