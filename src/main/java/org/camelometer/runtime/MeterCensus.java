package org.camelometer.runtime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.DiscoveryUrl;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.poll.StuckResource;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;

/** How many of the guests that run here give each meter, so that one sees what is absent. */
final class MeterCensus {
  /** A namespace without guests, and with discoveries that cost something. */
  private static final String CENTRAL = "central";

  private final PollsterCatalog catalog;
  private final Tick tick;
  private final Set<Resource> running = new HashSet<>();
  private final Map<String, Set<Resource>> givers = new HashMap<>();

  private MeterCensus(PollsterCatalog catalog, Tick tick) {
    this.catalog = catalog;
    this.tick = tick;
  }

  /**
   * Polls once; changes are left out, as a first reading gives none.
   *
   * @throws Exception if the guests can't be found or read, with a sentence that says why
   */
  static MeterCensus take(PollsterCatalog catalog, Tick tick) throws Exception {
    List<Pollster> pollsters =
        catalog.entries().stream()
            .filter(entry -> !entry.namespace().equals(CENTRAL))
            .map(PollsterCatalog.Entry::pollster)
            .filter(pollster -> pollster.meters().stream().noneMatch(Meter::isOfChange))
            .toList();
    pollsters.forEach(Pollster::enlist);
    MeterCensus census = new MeterCensus(catalog, tick);
    for (Pollster pollster : pollsters) {
      census.ask(pollster);
    }
    return census;
  }

  private void ask(Pollster pollster) throws Exception {
    DiscoveryUrl url = DiscoveryUrl.parse(pollster.defaultDiscovery());
    Optional<Discovery> discovery = catalog.discovery(url.name());
    List<? extends Resource> found =
        discovery.isEmpty()
            ? List.of()
            : tick.once(url, () -> discovery.get().discover(tick, url.parameter()));
    List<Resource> guests =
        found.stream().filter(MeterCensus::isRunningGuest).<Resource>map(r -> r).toList();
    if (!guests.isEmpty()) {
      running.addAll(guests);
      pollster.meters().forEach(meter -> givers.put(meter.name(), new HashSet<>()));
      pollster.poll(
          tick,
          guests,
          (resource, sample) ->
              givers.computeIfAbsent(sample.name(), name -> new HashSet<>()).add(resource));
    }
  }

  private static boolean isRunningGuest(Resource resource) {
    return resource instanceof Guest guest && guest.state() != GuestState.SHUTOFF;
  }

  /**
   * What it takes to be given a meter by those guests that didn't give it, in a few words; empty if
   * all did, or if it wasn't asked for.
   */
  Optional<String> lack(String meter) {
    Set<Resource> without = new HashSet<>(running);
    without.removeAll(givers.getOrDefault(meter, running));
    if (without.isEmpty()) {
      return Optional.empty();
    }
    boolean hangAll = without.stream().allMatch(guest -> stuck().contains(id(guest)));
    return Optional.of(
        hangAll ? "a guest that answers" : "a hypervisor that tells it, of a guest that has it");
  }

  private Set<String> stuck() {
    return catalog.discoveries().values().stream()
        .flatMap(discovery -> discovery.stuck().stream())
        .map(StuckResource::id)
        .collect(Collectors.toSet());
  }

  private static String id(Resource resource) {
    return resource instanceof Guest guest ? guest.id() : "";
  }

  /** How many guests run. */
  int running() {
    return running.size();
  }

  /** How many of them gave a meter; empty for one that wasn't asked for. */
  Optional<Integer> givers(String meter) {
    return Optional.ofNullable(givers.get(meter)).map(Set::size);
  }
}
