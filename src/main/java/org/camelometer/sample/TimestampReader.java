package org.camelometer.sample;

import java.time.LocalDate;

/** Reads one timestamp sign by sign, since it is done for every sample. For one thread. */
final class TimestampReader {
  private static final long SECOND = 1_000_000;
  private static final int MICROSECOND_DIGITS = 6;
  private static final int MINUTES_OF_DAY = 24 * 60;

  private final String text;
  private int at;

  TimestampReader(String text) {
    this.text = text;
  }

  /**
   * Microseconds since 1970.
   *
   * @throws NoTimestampException if it isn't written like one
   * @throws java.time.DateTimeException if there is no such day
   */
  long micros() {
    long minutes = day() * MINUTES_OF_DAY;
    long ofMinute = 0;
    if (at < text.length()) {
      require(skips('T') || skips(' '));
      minutes += digits(2, 24) * 60L;
      require(skips(':'));
      minutes += digits(2, 60);
      ofMinute = skips(':') ? digits(2, 60) * SECOND + fraction() : 0;
      minutes -= offset();
    }
    return minutes * 60 * SECOND + ofMinute;
  }

  private long day() {
    int year = digits(4, 10_000);
    require(skips('-'));
    int month = digits(2, 13);
    require(skips('-'));
    return LocalDate.of(year, month, digits(2, 32)).toEpochDay();
  }

  private long fraction() {
    if (!skips('.') && !skips(',')) {
      return 0;
    }
    int from = at;
    long value = 0;
    while (isDigit()) {
      if (at - from < MICROSECOND_DIGITS) {
        value = value * 10 + text.charAt(at) - '0';
      }
      at++;
    }
    require(at > from);
    for (int digits = at - from; digits < MICROSECOND_DIGITS; digits++) {
      value *= 10;
    }
    return value;
  }

  /** How many minutes the zone is ahead of UTC; nothing may follow it. */
  private int offset() {
    int minutes = 0;
    if (at < text.length() && !skips('Z')) {
      boolean behind = skips('-');
      require(behind || skips('+'));
      minutes = digits(2, 24) * 60;
      if (at < text.length()) {
        skips(':');
        minutes += digits(2, 60);
      }
      minutes = behind ? -minutes : minutes;
    }
    require(at == text.length());
    return minutes;
  }

  private int digits(int count, int limit) {
    int value = 0;
    for (int end = at + count; at < end; at++) {
      require(isDigit());
      value = value * 10 + text.charAt(at) - '0';
    }
    require(value < limit);
    return value;
  }

  private boolean isDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean skips(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void require(boolean right) {
    if (!right) {
      throw new NoTimestampException(text);
    }
  }

  /** Has no stack trace: it may come once for every sample. */
  static final class NoTimestampException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NoTimestampException(String text) {
      super("'%s' is no timestamp such as 2026-11-20T16:51:07.554056".formatted(text));
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
