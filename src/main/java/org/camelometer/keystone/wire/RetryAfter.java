package org.camelometer.keystone.wire;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The header by which a service says when to come again: seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfter {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait from now on; empty where it isn't said, or not in a way that we know. */
  static Optional<Duration> of(Answer answer, Clock clock) {
    return answer.header("retry-after").map(String::strip).flatMap(text -> parse(text, clock));
  }

  private static Optional<Duration> parse(String text, Clock clock) {
    if (text.matches("\\d{1," + MOST_DIGITS + "}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Duration time = Duration.between(clock.instant(), DATE.parse(text, Instant::from));
      return Optional.of(time.isNegative() ? Duration.ZERO : time);
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
