package org.camelometer.poll;

import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;

/**
 * A meter that a pollster can read.
 *
 * @param name such as {@code disk.device.read.bytes}
 * @param type how its volumes relate over time
 * @param unit as written on the wire; may be empty
 * @param reading how it is read, in a few words for people: where from, or by which formula
 * @param needs without what a resource doesn't give it, in a few words for people; empty if every
 *     one does
 */
public record Meter(String name, MeterType type, String unit, String reading, String needs) {
  private static final String SECOND_READING = "a second reading";

  /** One that every resource gives. */
  public Meter(String name, MeterType type, String unit, String reading) {
    this(name, type, unit, reading, "");
  }

  /** One that is a change since the reading before, so that the first gives none. */
  public static Meter ofChange(String name, MeterType type, String unit, String reading) {
    return new Meter(name, type, unit, reading, SECOND_READING);
  }

  /** Whether the first reading of a resource gives none. */
  public boolean isOfChange() {
    return needs.equals(SECOND_READING);
  }

  /** Starts a sample of this meter. */
  public Sample.Builder sample() {
    return Sample.builder(name, type, unit);
  }
}
