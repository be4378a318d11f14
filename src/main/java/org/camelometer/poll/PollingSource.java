package org.camelometer.poll;

import java.time.Duration;
import java.util.List;
import org.camelometer.definition.MeterFilter;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.sample.Resource;

/**
 * A source that polls: what it reads, when and where.
 *
 * @param name the operator's name
 * @param interval time between two ticks
 * @param offset when its first tick is due, counted from the agent's start
 * @param meters which meters it takes
 * @param pollsters those that can read them
 * @param resources its static resources
 * @param discovery the discoveries that it names; empty = each pollster's own
 */
public record PollingSource(
    String name,
    Duration interval,
    Duration offset,
    MeterFilter meters,
    List<Pollster> pollsters,
    List<Resource> resources,
    List<DiscoveryUrl> discovery) {

  public PollingSource {
    pollsters = List.copyOf(pollsters);
    resources = List.copyOf(resources);
    discovery = List.copyOf(discovery);
  }

  /** Whether it asks a discovery for the resources of one of its pollsters. */
  public boolean asks(String name, Pollster pollster) {
    if (discovery.isEmpty()) {
      return resources.isEmpty()
          && DiscoveryUrl.parse(pollster.defaultDiscovery()).name().equals(name);
    }
    return discovery.stream().anyMatch(url -> url.name().equals(name));
  }

  /** Whether it asks a discovery at all. */
  public boolean asks(String name) {
    return pollsters.stream().anyMatch(pollster -> asks(name, pollster));
  }

  /** Joins a definition with the pollsters that it selects. */
  public static PollingSource of(
      SourceDefinition definition, PollsterCatalog catalog, Duration offset) {
    return new PollingSource(
        definition.name(),
        definition.interval(),
        offset,
        definition.meters(),
        catalog.selectedBy(definition.meters()),
        definition.resources().stream().<Resource>map(StaticResource::new).toList(),
        definition.discovery().stream().map(DiscoveryUrl::parse).toList());
  }
}
