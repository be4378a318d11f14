package org.camelometer.hypervisor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xml.sax.SAXException;

/** Guests made of a domain XML and libvirt's bulk figures, so that only the native calls differ. */
final class FakeInspector implements Inspector {
  static final double MONOTONIC_TIME = 1234.5;

  private final Map<String, Guest> guests = new LinkedHashMap<>();
  private final Map<String, GuestReading> figures = new LinkedHashMap<>();
  private int readings;
  private boolean closed;

  /** A guest that runs, with its figures. */
  Guest run(String xml, Map<String, Object> statistics) {
    Guest guest = define(xml, GuestState.RUNNING);
    figures.put(guest.id(), new DomainStatistics(guest.id(), statistics).reading());
    return guest;
  }

  /** A guest without figures. */
  Guest define(String xml, GuestState state) {
    try {
      Guest guest = DomainXml.guest(xml, state);
      guests.put(guest.id(), guest);
      return guest;
    } catch (SAXException e) {
      throw new IllegalArgumentException("a fake guest's XML: " + e.getMessage(), e);
    }
  }

  void destroy(Guest guest) {
    guests.remove(guest.id());
    figures.remove(guest.id());
  }

  int readings() {
    return readings;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public List<Guest> guests() {
    List<Guest> all = new ArrayList<>(guests.values());
    all.sort(Comparator.comparing(Guest::name));
    return all;
  }

  @Override
  public Reading read() {
    readings++;
    return new Reading(figures, MONOTONIC_TIME);
  }

  @Override
  public void close() {
    closed = true;
  }
}
