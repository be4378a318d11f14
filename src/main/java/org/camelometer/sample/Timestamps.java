package org.camelometer.sample;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Moments as text: the one way in which we write them (UTC without zone, to the microsecond), and
 * the ways of ISO 8601 in which they come.
 */
public final class Timestamps {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** For example {@code 2026-11-20T16:51:07.554056}. */
  public static String text(Instant moment) {
    return ISO.format(moment);
  }

  /**
   * Reads a moment: a date; then {@code T} or a space, hours and minutes; then, where they are,
   * seconds, their fraction (what is finer than a microsecond is cut off), and {@code Z} or an
   * offset such as {@code +02:00}. Without one, it is UTC.
   *
   * @return microseconds since 1970
   * @throws IllegalArgumentException if it is none of that
   */
  public static long micros(String text) {
    try {
      return new TimestampReader(text).micros();
    } catch (DateTimeException noSuchDay) {
      throw new TimestampReader.NoTimestampException(text);
    }
  }
}
