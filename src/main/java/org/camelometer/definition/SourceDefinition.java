package org.camelometer.definition;

import java.time.Duration;
import java.util.List;

/**
 * A source as the user wrote it.
 *
 * @param name unique among the sources
 * @param interval time between two cycles
 * @param meters which meters it takes
 * @param resources static resources to read
 * @param discovery the discoveries to ask for resources; empty = what each pollster wants
 * @param sinks where its samples go, in the order of the file; empty only in polling.yaml
 * @param places where it and its entries stand
 */
public record SourceDefinition(
    String name,
    Duration interval,
    MeterFilter meters,
    List<String> resources,
    List<String> discovery,
    List<String> sinks,
    Places places) {

  public SourceDefinition {
    resources = List.copyOf(resources);
    discovery = List.copyOf(discovery);
    sinks = List.copyOf(sinks);
  }

  /** Where it begins. */
  public Position position() {
    return places.whole();
  }
}
