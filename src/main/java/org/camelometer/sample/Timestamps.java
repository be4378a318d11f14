package org.camelometer.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one way in which we write a moment: UTC without zone, to the microsecond. */
public final class Timestamps {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** For example {@code 2026-11-20T16:51:07.554056}. */
  public static String text(Instant moment) {
    return ISO.format(moment);
  }
}
