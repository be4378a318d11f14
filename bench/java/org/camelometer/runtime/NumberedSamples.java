package org.camelometer.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camelometer.sample.Batch;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;

/**
 * Samples that are known again wherever they arrive: a sample's number is its volume and stands in
 * its resource's id, and its message id follows from it. The metadata are those of a guest, the
 * same for the {@value #METERS} samples that follow each other, as for the meters of a guest. For
 * any number of threads.
 */
final class NumberedSamples {
  static final int BATCH_SIZE = 100;

  private static final int METERS = 20;
  private static final int GUESTS = 1000;
  private static final double NANOS = 1e9;

  private final List<Cloud.Guest> guests = new ArrayList<>(GUESTS);

  NumberedSamples() {
    for (int i = 0; i < GUESTS; i++) {
      guests.add(Cloud.guest(i));
    }
  }

  /**
   * A batch of samples that is made now: their monotonic time is the moment, by the clock of the
   * machine that other programs can read as well.
   *
   * @param first the number of its first
   */
  Batch batch(long first) {
    double now = System.nanoTime() / NANOS;
    List<Sample> samples = new ArrayList<>(BATCH_SIZE);
    for (long number = first; number < first + BATCH_SIZE; number++) {
      samples.add(sample(number, now));
    }
    return Batch.of(samples);
  }

  private Sample sample(long number, double now) {
    Cloud.Guest guest = guests.get((int) (number / METERS % GUESTS));
    return Sample.builder("numbered", MeterType.GAUGE, "sample")
        .volume(number)
        .owner(guest.user(), guest.project())
        .resourceId("sample-" + number)
        .timestamp("2026-11-21T00:00:00.123456")
        .metadata(guest.metadata())
        .monotonicTime(now)
        .id(new UUID(0, number).toString())
        .build();
  }
}
