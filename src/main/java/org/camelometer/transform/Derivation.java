package org.camelometer.transform;

import org.camelometer.sample.MessageIds;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Makes samples out of others: the owner, the resource, the timestamp and the metadata stay; the id
 * is new, the source is ours, and the time of reading is unknown.
 *
 * @param sampleSource the source that they carry
 */
record Derivation(String sampleSource) {

  Sample of(
      Sample origin, String name, MeterType type, @Nullable String unit, @Nullable Object volume) {
    return of(origin, name, type, unit, volume, origin.timestamp());
  }

  /** The same with another timestamp. */
  Sample of(
      Sample origin,
      String name,
      MeterType type,
      @Nullable String unit,
      @Nullable Object volume,
      @Nullable String timestamp) {
    return new Sample(
        name,
        type,
        unit,
        volume,
        origin.userId(),
        origin.projectId(),
        origin.resourceId(),
        timestamp,
        origin.resourceMetadata(),
        sampleSource,
        MessageIds.next(),
        null);
  }
}
