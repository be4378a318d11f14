package org.camelometer.keystone.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes when a test says so, or when somebody waits. */
public final class FakeTime extends Clock {
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2026-11-20T17:34:35Z");

  /** For a requester; nobody's pauses are shortened by chance. */
  public Requester.Time time() {
    return new Requester.Time(this, this::nanos, this::pause, () -> 0);
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** What was waited for, in order. */
  public List<Duration> pauses() {
    return pauses;
  }

  public long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  private void pause(Duration time) {
    pauses.add(time);
    pass(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
