package org.camelometer.hypervisor.meters;

import java.util.List;
import java.util.function.Consumer;
import org.camelometer.hypervisor.Complaints;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.poll.Discovery;
import org.camelometer.poll.StuckResource;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code local_instances}: the guests of this host, those that are shut off or not Nova's included.
 * Takes no parameter.
 */
final class LocalInstances implements Discovery {
  static final String NAME = "local_instances";
  private static final Logger LOG = LoggerFactory.getLogger(LocalInstances.class);

  private final Inspector inspector;
  private final Complaints complaints = new Complaints(LOG);

  LocalInstances(Inspector inspector) {
    this.inspector = inspector;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Guest> discover(Tick tick, @Nullable String parameter) throws HypervisorException {
    List<Guest> guests = inspector.guests(tick.deadline());
    complaints.keep(guests.stream().filter(g -> !g.flaws().isEmpty()).map(Guest::id).toList());
    for (Guest guest : guests) {
      if (!guest.flaws().isEmpty()) {
        complaints.about(guest.id(), flawed(guest));
      }
    }
    return guests;
  }

  @Override
  public void watch(Consumer<Resource> changes) {
    inspector.watch(changes::accept);
  }

  @Override
  public void giveUp() {
    inspector.close();
  }

  @Override
  public List<StuckResource> stuck() {
    return inspector.stuck();
  }

  private static String flawed(Guest guest) {
    return "Nova's metadata of guest %s (%s) is broken: %s; it is metered without"
        .formatted(guest.name(), guest.id(), String.join(", ", guest.flaws()));
  }
}
