package org.camelometer.poll;

import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;

/**
 * A meter that a pollster can read.
 *
 * @param name such as {@code disk.device.read.bytes}
 * @param type how its volumes relate over time
 * @param unit as written on the wire; may be empty
 * @param reading how it is read, in a few words for people
 */
public record Meter(String name, MeterType type, String unit, String reading) {

  /** Starts a sample of this meter. */
  public Sample.Builder sample() {
    return Sample.builder(name, type, unit);
  }
}
