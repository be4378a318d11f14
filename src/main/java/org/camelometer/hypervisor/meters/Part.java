package org.camelometer.hypervisor.meters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What of a guest has a resource id of its own: the guest itself, a disk, an interface.
 *
 * @param device tells it from the guest's other parts; empty for the guest itself
 * @param resourceId the resource id of its samples, which other parts may share
 * @param metadata what its samples tell beyond the guest's metadata
 * @param figures what was read of it
 */
record Part<F>(
    String device, String resourceId, Map<String, @Nullable Object> metadata, F figures) {
  /** Guests as they are. */
  static final Family<Observation> WHOLE = seen -> List.of(whole(seen, Map.of()));

  /** The guest itself. */
  static Part<Observation> whole(Observation seen, Map<String, @Nullable Object> metadata) {
    return new Part<>("", seen.guest().id(), metadata, seen);
  }

  /** The same with all that its samples tell: the guest's metadata, its own, and then this. */
  Part<F> with(Map<String, @Nullable Object> guests, Map<String, @Nullable Object> more) {
    if (metadata.isEmpty() && more.isEmpty()) {
      return new Part<>(device, resourceId, guests, figures);
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(guests);
    all.putAll(metadata);
    all.putAll(more);
    return new Part<>(device, resourceId, Metadata.of(all), figures);
  }

  /** Takes a guest apart; a part that wasn't read is left out. */
  @FunctionalInterface
  interface Family<F> {
    List<Part<F>> of(Observation seen);
  }

  /** One figure of a part, or null if it isn't known. */
  @FunctionalInterface
  interface Figure<F> {
    @Nullable Number of(F figures);
  }
}
