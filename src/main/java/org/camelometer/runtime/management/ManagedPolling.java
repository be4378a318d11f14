package org.camelometer.runtime.management;

import java.time.Duration;
import org.camelometer.poll.Pace;

/** The pace of a polling source as JMX shows it. */
public final class ManagedPolling implements PollingMXBean {
  private final Duration interval;
  private final Pace pace;

  /** Shows it. */
  public ManagedPolling(Duration interval, Pace pace) {
    this.interval = interval;
    this.pace = pace;
  }

  @Override
  public long getIntervalSeconds() {
    return interval.toSeconds();
  }

  @Override
  public long getCycles() {
    return pace.cycles();
  }

  @Override
  public long getOverruns() {
    return pace.overruns();
  }

  @Override
  public long getIncompleteCycles() {
    return pace.incomplete();
  }

  @Override
  public long getLastCycleMillis() {
    return pace.last().toMillis();
  }
}
