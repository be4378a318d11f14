package org.camelometer.poll;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camelometer.sample.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first step of a cycle: finds out what each pollster of a source is to read. Resources are the
 * static ones of the source and those that its discoveries find; if there are none, those that the
 * pollster's own discovery finds. One per source, called by its timer.
 */
public final class CycleDiscovery {
  private static final Logger LOG = LoggerFactory.getLogger(CycleDiscovery.class);

  private final PollingSource source;
  private final Ticks ticks;
  private final PollsterCatalog catalog;
  private final Faults faults = new Faults(LOG);
  private volatile boolean incomplete;

  public CycleDiscovery(PollingSource source, Ticks ticks, PollsterCatalog catalog) {
    this.source = source;
    this.ticks = ticks;
    this.catalog = catalog;
    source.pollsters().forEach(Pollster::enlist);
  }

  /** The cycle that begins now. */
  public Cycle discover() {
    Optional<Tick> tick = ticks.begin(source.name(), source.interval(), source.offset());
    incomplete = false;
    List<Cycle.Task> tasks = tick.map(this::tasks).orElse(List.of());
    return new Cycle(tick, tasks, !isIncomplete());
  }

  /** The cycle for a resource that appeared, or that is about to go. */
  public Cycle changed(Change change) {
    Tick tick = change.tick();
    List<Cycle.Task> tasks =
        tick.only().map(resource -> tasks(resource, change.discovery())).orElse(List.of());
    return new Cycle(tasks.isEmpty() ? Optional.empty() : Optional.of(tick), tasks, true);
  }

  private List<Cycle.Task> tasks(Resource resource, String discovery) {
    return source.pollsters().stream()
        .filter(pollster -> source.asks(discovery, pollster))
        .map(pollster -> new Cycle.Task(pollster, List.of(resource)))
        .toList();
  }

  /** Whether the latest cycle lacks what some discovery could not find. */
  public boolean isIncomplete() {
    return incomplete;
  }

  private List<Cycle.Task> tasks(Tick tick) {
    Set<Resource> named = new LinkedHashSet<>(source.resources());
    source.discovery().forEach(url -> named.addAll(ask(url, tick)));
    List<Cycle.Task> tasks = new ArrayList<>();
    for (Pollster pollster : source.pollsters()) {
      List<Resource> resources =
          named.isEmpty()
              ? ask(DiscoveryUrl.parse(pollster.defaultDiscovery()), tick)
              : List.copyOf(named);
      if (!resources.isEmpty()) {
        tasks.add(new Cycle.Task(pollster, resources));
      }
    }
    return tasks;
  }

  /** A discovery may be anybody's: whatever it throws ends here, as it would end the timer else. */
  private List<Resource> ask(DiscoveryUrl url, Tick tick) {
    String thing = "Discovery '%s' of source '%s'".formatted(url, source.name());
    try {
      List<Resource> found = tick.once(url, () -> find(url, tick));
      faults.note(thing, Optional.empty());
      return found;
    } catch (Exception e) {
      faults.note(thing, Optional.of(e));
    } catch (Throwable e) {
      faults.note(thing, Optional.of(new BrokenExtensionException(e)));
    }
    incomplete = true;
    return List.of();
  }

  private List<Resource> find(DiscoveryUrl url, Tick tick) throws Exception {
    Discovery discovery =
        catalog
            .discovery(url.name())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no discovery of that name; known are "
                            + String.join(", ", catalog.discoveryNames())));
    return List.copyOf(new LinkedHashSet<>(discovery.discover(tick, url.parameter())));
  }
}
