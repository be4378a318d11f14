package org.camelometer.transform;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The latest reading of each meter of each resource. Forgets those that weren't asked for in a
 * while; it looks at the longest untouched first, so that forgetting costs nothing where nothing is
 * due. For one thread; any may ask for the size.
 */
final class Readings {
  private final Map<String, LinkedHashMap<@Nullable String, Reading>> byMeter = new HashMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private final IdleTime idle;

  Readings(TransformerContext context) {
    idle = new IdleTime(context.clock(), context.forgetAfter());
  }

  /** What is known of the sample's meter and resource; null if it is new. */
  @Nullable Reading get(Sample sample) {
    Map<@Nullable String, Reading> readings = byMeter.get(sample.name());
    Reading reading = readings == null ? null : readings.get(sample.resourceId());
    if (reading != null) {
      reading.touched = idle.now();
    }
    return reading;
  }

  /** Remembers the first reading of a meter of a resource. */
  void add(Sample sample, Number volume, long micros) {
    byMeter
        .computeIfAbsent(sample.name(), name -> new LinkedHashMap<>(16, 0.75f, true))
        .put(sample.resourceId(), new Reading(sample, volume, micros, idle.now()));
    size.lazySet(size.get() + 1);
  }

  /** Drops what wasn't touched for too long. */
  void forget() {
    long now = idle.now();
    Iterator<LinkedHashMap<@Nullable String, Reading>> meters = byMeter.values().iterator();
    while (meters.hasNext()) {
      Map<@Nullable String, Reading> readings = meters.next();
      Iterator<Reading> eldest = readings.values().iterator();
      while (eldest.hasNext() && idle.isOver(eldest.next().touched, now)) {
        eldest.remove();
        size.lazySet(size.get() - 1);
      }
      if (readings.isEmpty()) {
        meters.remove();
      }
    }
  }

  int size() {
    return size.get();
  }

  /**
   * One reading, overwritten in place by the next: there are many of them. Keeps no object of a
   * sample where it needn't, so that a tick leaves nothing to the collector but young garbage.
   */
  static final class Reading {
    private static final double MICROSECONDS = 1e6;

    private long whole;
    private @Nullable Number other;
    private long micros;
    private double monotonic;
    private long touched;

    private Reading(Sample sample, Number volume, long micros, long touched) {
      this.touched = touched;
      set(sample, volume, micros);
    }

    final void set(Sample sample, Number newVolume, long newMicros) {
      whole = newVolume.longValue();
      other = newVolume instanceof Long || newVolume instanceof Integer ? null : newVolume;
      micros = newMicros;
      monotonic = monotonic(sample);
    }

    Number volume() {
      return other == null ? (Number) whole : other;
    }

    /** Seconds from this reading to a time; below 0 if that is before it. */
    double secondsTo(long laterMicros) {
      return (laterMicros - micros) / MICROSECONDS;
    }

    /**
     * The same, by the clock that is never set back if both readings have its time. Where that went
     * back all the same while time went on, the host was started again, and it says nothing.
     */
    double secondsTo(Sample later, long laterMicros) {
      double byTimestamp = secondsTo(laterMicros);
      double byMonotonic = monotonic(later) - monotonic;
      boolean counts = byMonotonic >= 0 || (byMonotonic < 0 && byTimestamp <= 0);
      return counts ? byMonotonic : byTimestamp;
    }

    private static double monotonic(Sample sample) {
      Double seconds = sample.monotonicTime();
      return seconds == null ? Double.NaN : seconds;
    }
  }
}
