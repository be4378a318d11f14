package org.camelometer.transform;

import org.camelometer.sample.Sample;
import org.camelometer.sample.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Reads the timestamps of samples, and the same one again without effort: all samples of one
 * reading carry the same. For one thread.
 */
final class TimestampMemory {
  private @Nullable String latest;
  private long micros;

  /**
   * When a sample was taken.
   *
   * @return microseconds since 1970
   * @throws IllegalArgumentException if it doesn't say so
   */
  long micros(Sample sample) {
    String timestamp = sample.timestamp();
    if (timestamp == null) {
      throw new UntransformableException("it has no timestamp");
    }
    if (!timestamp.equals(latest)) {
      micros = Timestamps.micros(timestamp);
      latest = timestamp;
    }
    return micros;
  }
}
