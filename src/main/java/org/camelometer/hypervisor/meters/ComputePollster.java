package org.camelometer.hypervisor.meters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.hypervisor.Reading;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Metadata;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Reads one meter of guests. All of them share one {@link Reading} in a tick: one timestamp, taken
 * before it, and one monotonic time, taken after it. Guests that don't run, or that vanished since
 * they were discovered, are left out.
 */
final class ComputePollster<F> implements Pollster {
  private final Guests guests;
  private final Meter meter;
  private final Figures figures;
  private final Part.Family<F> family;
  private final Part.Figure<F> figure;

  ComputePollster(
      Guests guests, Meter meter, Figures figures, Part.Family<F> family, Part.Figure<F> figure) {
    this.guests = guests;
    this.meter = meter;
    this.figures = figures;
    this.family = family;
    this.figure = figure;
  }

  /**
   * What all compute pollsters of an agent have in common.
   *
   * @param sampleSource the source of every sample
   */
  record Guests(
      Inspector inspector, InstanceMetadata metadata, String sampleSource, Set<Figures> wanted) {
    Guests(Inspector inspector, AgentContext agent) {
      this(
          inspector,
          new InstanceMetadata(agent.host()),
          agent.sampleSource(),
          ConcurrentHashMap.newKeySet());
    }

    Reading read(Tick tick) throws Exception {
      return tick.once(
          new ReadingOf(inspector),
          () -> {
            Set<Figures> now = Set.copyOf(wanted);
            return tick.only().isPresent() && tick.only().get() instanceof Guest guest
                ? inspector.readOne(guest, now, tick.deadline())
                : inspector.read(now, tick.deadline());
          });
    }

    /** Made once a tick, since a guest has many meters; not to be changed. */
    Map<String, @Nullable Object> metadata(Tick tick, Guest guest) throws Exception {
      return tick.once(new MetadataOf(guest), () -> Metadata.of(metadata.of(guest)));
    }
  }

  private record MetadataOf(Guest guest) {}

  private record ReadingOf(Inspector inspector) {}

  @Override
  public String name() {
    return meter.name();
  }

  @Override
  public List<Meter> meters() {
    return List.of(meter);
  }

  @Override
  public String defaultDiscovery() {
    return LocalInstances.NAME;
  }

  @Override
  public void enlist() {
    guests.wanted().add(figures);
  }

  @Override
  public void poll(Tick tick, List<Resource> resources, Readings readings) throws Exception {
    enlist();
    for (Resource resource : resources) {
      if (resource instanceof Guest guest) {
        Reading reading = guests.read(tick);
        GuestReading told = reading.guests().get(guest.id());
        if (told != null && told.state() != GuestState.SHUTOFF) {
          for (Part<F> part : family.of(guest, told)) {
            add(tick, guest, part, told, readings);
          }
        }
      }
    }
  }

  private void add(Tick tick, Guest guest, Part<F> part, GuestReading reading, Readings readings)
      throws Exception {
    Number volume = figure.of(part.figures());
    if (volume != null) {
      Map<String, @Nullable Object> metadata = guests.metadata(tick, guest);
      if (!part.metadata().isEmpty()) {
        metadata = new LinkedHashMap<>(metadata);
        metadata.putAll(part.metadata());
      }
      Sample sample =
          meter
              .sample()
              .volume(volume)
              .owner(guest.userId(), guest.projectId())
              .resourceId(part.resourceId())
              .timestamp(tick.timestamp())
              .metadata(metadata)
              .source(guests.sampleSource())
              .monotonicTime(reading.monotonicTime())
              .build();
      readings.add(guest, sample);
    }
  }
}
