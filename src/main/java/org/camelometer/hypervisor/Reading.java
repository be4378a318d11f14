package org.camelometer.hypervisor;

import java.util.Map;

/**
 * The figures of all running guests, read together.
 *
 * @param guests by domain UUID
 * @param monotonicTime seconds of a clock that is never set back, right after the reading
 */
public record Reading(Map<String, GuestReading> guests, double monotonicTime) {
  public Reading {
    guests = Map.copyOf(guests);
  }
}
