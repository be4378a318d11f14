package org.camelometer.runtime.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.camelometer.sample.Sample;
import org.camelometer.sample.Timestamps;

/** The newest timestamp of the samples seen so far: what time it was to them. For one thread. */
public final class EventTime {
  private Instant newest = Instant.EPOCH;

  /** Sees some more samples; a timestamp that is none doesn't count. */
  public Instant see(List<Sample> samples) {
    for (Sample sample : samples) {
      Optional.ofNullable(sample.timestamp())
          .flatMap(EventTime::parse)
          .filter(newest::isBefore)
          .ifPresent(moment -> newest = moment);
    }
    return newest;
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.EPOCH.plus(Timestamps.micros(text), ChronoUnit.MICROS));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }
}
