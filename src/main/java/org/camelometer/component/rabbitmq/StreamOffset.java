package org.camelometer.component.rabbitmq;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where reading of a stream begins. */
final class StreamOffset {
  /** The argument of a subscription, and the header of each message of a stream. */
  static final String ARGUMENT = "x-stream-offset";

  private static final Set<String> WORDS = Set.of("first", "last", "next");

  private StreamOffset() {}

  /**
   * What the broker wants for an option: first, last, next, a number, or a time.
   *
   * @throws IllegalArgumentException for anything else
   */
  static @Nullable Object of(@Nullable String option) {
    if (option == null || WORDS.contains(option)) {
      return option;
    }
    if (option.matches("\\d{1,18}")) {
      return Long.valueOf(option);
    }
    try {
      return Date.from(OffsetDateTime.parse(option).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "streamOffset=%s is none of first, last, next, a number, or a time such as 2026-01-31T08:00:00Z"
              .formatted(option),
          e);
    }
  }
}
