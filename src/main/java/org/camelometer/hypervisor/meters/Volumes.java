package org.camelometer.hypervisor.meters;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a meter comes by its volumes. For any number of threads, and for two ticks at once. */
interface Volumes<F> {

  /**
   * What gives each part of a guest its volume, or null where it has none now. Called once in a
   * tick for each guest.
   */
  Part.Figure<Part<F>> of(Observation seen, List<Part<F>> parts);

  /** Forgets all other guests than these, which were read in the tick of this time. */
  default void keep(Set<String> guestIds, Instant tick) {}

  /** The figure itself. */
  static <F> Volumes<F> of(Part.Figure<F> figure) {
    Part.Figure<Part<F>> ofPart = part -> figure.of(part.figures());
    return (seen, parts) -> ofPart;
  }

  /** What a part is of a whole, from 0 to 100; null of nothing. */
  static @Nullable Number percent(Number part, Number whole) {
    double all = whole.doubleValue();
    return all <= 0 ? null : (Double) Math.max(0, Math.min(100, 100 * part.doubleValue() / all));
  }
}
