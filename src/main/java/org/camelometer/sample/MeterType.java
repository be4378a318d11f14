package org.camelometer.sample;

import java.util.Locale;

/** What the volumes of a meter mean over time. */
public enum MeterType {
  /** An absolute value at the moment of reading. */
  GAUGE,
  /** The change since the last report. */
  DELTA,
  /** A counter that grows until it is reset. */
  CUMULATIVE;

  private final String text = name().toLowerCase(Locale.ROOT);

  /**
   * The word used on the wire and in definitions: {@code gauge}, {@code delta}, {@code cumulative}.
   */
  public String text() {
    return text;
  }

  /**
   * The type with this wire word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static MeterType of(String text) {
    for (MeterType type : values()) {
      if (type.text.equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no meter type; use gauge, delta or cumulative".formatted(text));
  }

  @Override
  public String toString() {
    return text;
  }
}
