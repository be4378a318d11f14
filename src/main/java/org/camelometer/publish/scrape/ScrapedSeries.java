package org.camelometer.publish.scrape;

import java.time.Instant;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What one meter of one resource is at, as Prometheus sees it. Immutable.
 *
 * @param key what tells it from others
 * @param sample the latest, for its labels
 * @param value of a gauge or a cumulative meter the latest, of a delta meter the sum
 * @param updated when the latest came
 */
record ScrapedSeries(Key key, Sample sample, double value, Instant updated) {

  /** A series is a meter of a resource, whoever owns it at the moment. */
  record Key(String meter, String resource) {
    static Key of(Sample sample) {
      return new Key(sample.name(), sample.resourceId() == null ? "" : sample.resourceId());
    }
  }

  /**
   * The series after a sample.
   *
   * @param before the series until then; null if there was none
   * @throws IllegalArgumentException if its volume can't be shown
   */
  static ScrapedSeries after(@Nullable ScrapedSeries before, Sample sample, Instant now) {
    double value = number(sample.volume());
    if (sample.type() != MeterType.GAUGE && !(value >= 0)) {
      throw new IllegalArgumentException(
          "%s is a %s meter, and counters can't show %s"
              .formatted(sample.name(), sample.type().text(), sample.volume()));
    }
    if (sample.type() == MeterType.DELTA && before != null) {
      value += before.value();
    }
    return new ScrapedSeries(Key.of(sample), sample, value, now);
  }

  /** Whether it counts: cumulative meters do by themselves, delta meters once summed up. */
  boolean isCounter() {
    return sample.type() != MeterType.GAUGE;
  }

  private static double number(@Nullable Object volume) {
    if (volume instanceof Number number) {
      return number.doubleValue();
    }
    if (volume instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    try {
      return Double.parseDouble(String.valueOf(volume).strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number".formatted(volume), e);
    }
  }
}
