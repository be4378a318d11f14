package org.camelometer.hypervisor.meters;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.libvirt.Domains;
import org.camelometer.hypervisor.libvirt.FakeInspector;
import org.camelometer.poll.Deadline;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider.Provision;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Sample;

/** One agent's ticks, 10 s apart, over guests whose readings a test sets. */
final class Cycles {
  private final FakeInspector inspector = new FakeInspector();
  private final Provision provision = Polls.provision(inspector);
  private Instant now = Polls.NOW;

  /** A guest with the disk vda and the interfaces tap1, and tap2 with a filter. */
  static Guest guest(String id, GuestState state) {
    return new FakeInspector().define(Domains.xml(id, "instance-" + id, Domains.nova()), state);
  }

  Cycles with(Guest guest) {
    inspector.put(guest, null);
    return this;
  }

  /** What the next readings tell of a guest; one that isn't there yet runs. */
  Cycles read(String id, Figured figures) {
    Guest known = find(id).orElseGet(() -> guest(id, GuestState.RUNNING));
    inspector.put(known, figures.reading());
    return this;
  }

  /** Leaves a guest out of the next readings, though it is discovered. */
  Cycles lose(String id) {
    return with(find(id).orElseThrow());
  }

  private Optional<Guest> find(String id) {
    return guests().stream().filter(guest -> guest.id().equals(id)).findFirst();
  }

  List<Guest> guests() {
    return inspector.guests(Deadline.never());
  }

  Tick tick() {
    now = now.plus(Duration.ofSeconds(10));
    return new Tick(now);
  }

  /** The samples of these meters in the next tick; of all where none is named. */
  List<Sample> poll(String... meters) throws Exception {
    return poll(tick(), guests(), meters);
  }

  List<Sample> poll(Tick tick, List<Guest> wanted, String... meters) throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (Pollster pollster : provision.pollsters()) {
      if (meters.length == 0 || Set.of(meters).contains(pollster.name())) {
        pollster.poll(tick, List.copyOf(wanted), (resource, sample) -> samples.add(sample));
      }
    }
    return samples;
  }

  /** The volumes of a meter in the next tick, after their resources. */
  Map<String, Object> volumes(String meter) throws Exception {
    return volumes(poll(meter));
  }

  static Map<String, Object> volumes(List<Sample> samples) {
    Map<String, Object> volumes = new LinkedHashMap<>();
    samples.forEach(
        sample ->
            volumes.put(String.valueOf(sample.resourceId()), String.valueOf(sample.volume())));
    return volumes;
  }
}
