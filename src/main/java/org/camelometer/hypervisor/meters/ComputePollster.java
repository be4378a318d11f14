package org.camelometer.hypervisor.meters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.Reading;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;

/**
 * Reads one meter of guests. All of them share one {@link Reading} in a tick: one timestamp, taken
 * before it, and one monotonic time a guest, taken after it. Guests that vanished since they were
 * discovered are left out.
 */
final class ComputePollster<F> implements Pollster {
  private final Guests guests;
  private final Row<F> row;

  ComputePollster(Guests guests, Row<F> row) {
    this.guests = guests;
    this.row = row;
  }

  /**
   * What makes one meter differ from another.
   *
   * @param figures the kinds of figures that it is made of; empty if the state is enough
   * @param mustBeNamed as {@link Pollster#mustBeNamed}
   */
  record Row<F>(
      Meter meter,
      Set<Figures> figures,
      Part.Family<F> family,
      Volumes<F> volumes,
      boolean mustBeNamed) {}

  @Override
  public String name() {
    return row.meter().name();
  }

  @Override
  public List<Meter> meters() {
    return List.of(row.meter());
  }

  @Override
  public String defaultDiscovery() {
    return LocalInstances.NAME;
  }

  @Override
  public boolean mustBeNamed() {
    return row.mustBeNamed();
  }

  @Override
  public void enlist() {
    guests.want(row.figures());
  }

  @Override
  public void poll(Tick tick, List<Resource> resources, Readings readings) throws Exception {
    enlist();
    List<Guest> wanted = new ArrayList<>();
    resources.forEach(resource -> addGuest(resource, wanted));
    for (Guest guest : wanted) {
      Optional<Observation> seen = guests.observe(tick, guest);
      if (seen.isPresent()) {
        read(tick, seen.get(), readings);
      }
    }
    if (!wanted.isEmpty() && tick.only().isEmpty()) {
      row.volumes().keep(guests.present(tick), tick.time());
    }
  }

  private static void addGuest(Resource resource, List<Guest> guests) {
    if (resource instanceof Guest guest) {
      guests.add(guest);
    }
  }

  private void read(Tick tick, Observation seen, Readings readings) throws Exception {
    List<Part<F>> parts = guests.parts(tick, seen, row.family());
    Part.Figure<Part<F>> volumes = row.volumes().of(seen, parts);
    for (Part<F> part : parts) {
      Number volume = volumes.of(part);
      if (volume != null) {
        readings.add(seen.guest(), sample(tick, seen, part, volume));
      }
    }
  }

  private Sample sample(Tick tick, Observation seen, Part<F> part, Number volume) {
    Guest guest = seen.guest();
    return row.meter()
        .sample()
        .volume(volume)
        .owner(guest.userId(), guest.projectId())
        .resourceId(part.resourceId())
        .timestamp(tick.timestamp())
        .metadata(part.metadata())
        .source(guests.sampleSource())
        .monotonicTime(seen.monotonicTime())
        .build();
  }
}
