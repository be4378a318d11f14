package org.camelometer.publish;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.camelometer.sample.Sample;

/** The volume of a sample for receivers that take numbers of 64 bits and nothing else. */
public final class NumericVolume {
  private static final int LONGEST = 400;

  private NumericVolume() {}

  /**
   * A {@link Long} where nothing is lost by it, otherwise a {@link Double}; true is 1. A numeric
   * text is what it says.
   *
   * @throws UndeliverableException naming the sample if that is no such number
   */
  public static Number of(Sample sample) throws UndeliverableException {
    Object volume = sample.volume();
    if (volume instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (volume instanceof Double || volume instanceof Float) {
      return ((Number) volume).doubleValue();
    }
    try {
      if (volume instanceof Number) {
        return exact(new BigDecimal(volume.toString()), sample);
      }
      if (volume instanceof String text && text.length() <= LONGEST) {
        return exact(new BigDecimal(text.strip()), sample);
      }
    } catch (NumberFormatException notANumber) {
      // told below, with the sample
    }
    throw wrong(sample, "no number");
  }

  private static Number exact(BigDecimal number, Sample sample) throws UndeliverableException {
    double near = number.doubleValue();
    if (Double.isInfinite(near)) {
      throw wrong(sample, "more than 64 bits hold");
    }
    if (number.scale() <= 0) {
      BigInteger whole = number.toBigIntegerExact();
      return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : (Number) near;
    }
    return near;
  }

  private static UndeliverableException wrong(Sample sample, String kind) {
    return new UndeliverableException(
        "the volume of a sample of %s of %s is %s"
            .formatted(sample.name(), sample.resourceId(), kind));
  }
}
