package org.camelometer.hypervisor;

import java.util.Map;

/**
 * The figures of all guests, read together.
 *
 * @param guests by domain UUID
 */
public record Reading(Map<String, GuestReading> guests) {
  public Reading {
    guests = Map.copyOf(guests);
  }
}
