package org.camelometer.hypervisor.meters;

import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.jspecify.annotations.Nullable;

/**
 * What of a guest has a resource id of its own: the guest itself, a disk, an interface.
 *
 * @param resourceId the resource id of its samples
 * @param metadata what its samples tell beyond the guest's metadata
 * @param figures what was read of it
 */
record Part<F>(String resourceId, Map<String, @Nullable Object> metadata, F figures) {

  /** Takes a guest apart; a part that wasn't read is left out. */
  @FunctionalInterface
  interface Family<F> {
    List<Part<F>> of(Guest guest, GuestReading reading);
  }

  /** One figure of a part, or null if it isn't known. */
  @FunctionalInterface
  interface Figure<F> {
    @Nullable Number of(F figures);
  }
}
