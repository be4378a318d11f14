package org.camelometer.openstack.dynamic;

import java.util.Set;
import org.camelometer.definition.Position;
import org.camelometer.poll.Meter;

/**
 * A dynamic pollster as it was written.
 *
 * @param position where it begins
 * @param meter what its samples are; the name of a pollster of several meters ends in {@code {key}}
 * @param origin where data comes from
 * @param extraction what samples are made of it
 * @param enrichment what else is asked for each sample
 * @param namespaces the agents that have it
 */
record Definition(
    Position position,
    Meter meter,
    Origin origin,
    Extraction extraction,
    Enrichment enrichment,
    Set<String> namespaces) {

  /** How sentences call it. */
  String shown() {
    return "pollster '%s'".formatted(meter.name());
  }

  String name() {
    return meter.name();
  }
}
