package org.camelometer.transform;

import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of a meter before it is read.
 *
 * @param name its name
 * @param type its type; null if nobody knows it yet
 * @param unit its unit; null if it has none, or nobody knows it yet
 */
public record MeterShape(String name, @Nullable MeterType type, @Nullable String unit) {

  /** The shape of a sample. */
  public static MeterShape of(Sample sample) {
    return new MeterShape(sample.name(), sample.type(), sample.unit());
  }
}
