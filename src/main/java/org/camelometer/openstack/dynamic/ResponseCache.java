package org.camelometer.openstack.dynamic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers that enrich samples, by URL or command, for as long as their field allows. Keeps the
 * latest of them only. For any number of threads.
 */
final class ResponseCache {
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Kept> answers = new LinkedHashMap<>();

  ResponseCache(Clock clock) {
    this.clock = clock;
  }

  /** The answer of a location, or null if none is kept, or it is too old. */
  synchronized @Nullable Object get(String location) {
    Kept kept = answers.get(location);
    return kept == null || kept.until().isBefore(clock.instant()) ? null : kept.answer();
  }

  /** Keeps an answer; not at all where the time is zero. */
  synchronized void put(String location, @Nullable Object answer, Duration time) {
    if (time.isZero() || answer == null) {
      return;
    }
    answers.remove(location);
    answers.put(location, new Kept(answer, clock.instant().plus(time)));
    Iterator<String> oldest = answers.keySet().iterator();
    while (answers.size() > MOST) {
      oldest.next();
      oldest.remove();
    }
  }

  private record Kept(Object answer, Instant until) {}
}
