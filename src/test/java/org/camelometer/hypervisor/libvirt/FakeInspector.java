package org.camelometer.hypervisor.libvirt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.hypervisor.Reading;
import org.camelometer.poll.Deadline;
import org.camelometer.poll.StuckResource;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Guests made of a domain XML and libvirt's bulk figures, so that only the native calls differ. */
public final class FakeInspector implements Inspector {
  public static final double MONOTONIC_TIME = 1234.5;

  private final Map<String, Guest> guests = new LinkedHashMap<>();
  private final Map<String, GuestReading> figures = new LinkedHashMap<>();
  private int readings;
  private Set<Figures> lastWanted = Set.of();
  private boolean closed;

  /** A guest that runs, with its figures. */
  public Guest run(String xml, Map<String, Object> statistics) {
    Guest guest = define(xml, GuestState.RUNNING);
    figures.put(
        guest.id(),
        new DomainStatistics(guest.id(), guest.name(), 1, statistics).reading(MONOTONIC_TIME));
    return guest;
  }

  /** A guest without figures. */
  public Guest define(String xml, GuestState state) {
    try {
      Guest guest = DomainXml.of(xml).guest(state);
      guests.put(guest.id(), guest);
      return guest;
    } catch (SAXException e) {
      throw new IllegalArgumentException("a fake guest's XML: " + e.getMessage(), e);
    }
  }

  /** A guest and what is read of it from now on; nothing where that is null. */
  public void put(Guest guest, @Nullable GuestReading reading) {
    guests.put(guest.id(), guest);
    if (reading == null) {
      figures.remove(guest.id());
    } else {
      figures.put(guest.id(), reading);
    }
  }

  public void destroy(Guest guest) {
    guests.remove(guest.id());
    figures.remove(guest.id());
  }

  public int readings() {
    return readings;
  }

  /** The kinds of figures that the latest reading was asked for. */
  public Set<Figures> lastWanted() {
    return lastWanted;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public List<Guest> guests(Deadline deadline) {
    List<Guest> all = new ArrayList<>(guests.values());
    all.sort(Comparator.comparing(Guest::name));
    return all;
  }

  @Override
  public Reading read(Set<Figures> wanted, Deadline deadline) {
    readings++;
    lastWanted = Set.copyOf(wanted);
    return new Reading(figures);
  }

  @Override
  public Reading readOne(Guest guest, Set<Figures> wanted, Deadline deadline) {
    Map<String, GuestReading> one = new HashMap<>(figures);
    one.keySet().retainAll(Set.of(guest.id()));
    return new Reading(one);
  }

  @Override
  public void watch(Consumer<Guest> changes) {}

  @Override
  public List<StuckResource> stuck() {
    return List.of();
  }

  @Override
  public void close() {
    closed = true;
  }
}
