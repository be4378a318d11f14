package org.camelometer.runtime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import org.camelometer.sample.Sample;

/** The newest timestamp of the samples seen so far: what time it was to them. For one thread. */
final class EventTime {
  private static final int LENGTH_OF_DATE = 10;

  private Instant newest = Instant.EPOCH;

  /** Sees some more samples; a timestamp that is none doesn't count. */
  Instant see(List<Sample> samples) {
    for (Sample sample : samples) {
      Optional.ofNullable(sample.timestamp())
          .flatMap(EventTime::parse)
          .filter(newest::isBefore)
          .ifPresent(moment -> newest = moment);
    }
    return newest;
  }

  /** UTC where no zone is given; a blank may stand for the T. */
  private static Optional<Instant> parse(String text) {
    boolean blank = text.length() > LENGTH_OF_DATE && text.charAt(LENGTH_OF_DATE) == ' ';
    String iso = blank ? text.replaceFirst(" ", "T") : text;
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          time instanceof OffsetDateTime zoned
              ? zoned.toInstant()
              : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
