package org.camelometer.publish.gnocchi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.camelometer.sample.JsonValues;

/**
 * Remembers what Gnocchi was told of each resource, so that it isn't told again before it changes.
 * Forgets after an hour, since others may change the resource as well, and the oldest where there
 * are too many. For any number of threads.
 */
final class ToldAttributes {
  static final Duration KEPT = Duration.ofHours(1);
  private static final int MOST = 100_000;

  private final Clock clock;
  private final Map<String, Told> told =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
          return size() > MOST;
        }
      };

  private record Told(ByteBuffer digest, Instant at) {}

  ToldAttributes(Clock clock) {
    this.clock = clock;
  }

  /** Whether Gnocchi needn't be told. */
  synchronized boolean knows(ResourceMeasures resource) {
    Told last = told.get(resource.id());
    return last != null
        && clock.instant().isBefore(last.at().plus(KEPT))
        && last.digest().equals(digest(resource));
  }

  synchronized void remember(ResourceMeasures resource) {
    told.remove(resource.id());
    told.put(resource.id(), new Told(digest(resource), clock.instant()));
  }

  private static ByteBuffer digest(ResourceMeasures resource) {
    String text = JsonValues.text(new TreeMap<>(resource.update()));
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
