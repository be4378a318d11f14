package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.camelometer.hypervisor.Complaints;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.HypervisorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.SAXException;

/**
 * What is known of each guest from its XML, which is read when the guest is new or was changed, and
 * not with every reading. For any number of threads.
 */
final class DomainDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(DomainDirectory.class);

  private final Map<String, Known> guests = new ConcurrentHashMap<>();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final Complaints complaints = new Complaints(LOG);

  private record Known(Guest guest, long run, boolean hasAgent, boolean hasBalloonPeriod) {
    static Known of(String xml, DomainStatistics state) throws SAXException {
      DomainXml domain = DomainXml.of(xml);
      return new Known(
          domain.guest(state.state()), state.run(), domain.hasAgent(), domain.hasBalloonPeriod());
    }
  }

  /** Has a guest's XML read anew when it is described next. */
  void changed(String id) {
    changed.add(id);
  }

  /**
   * The same if a guest has another number of virtual CPUs than its XML says: libvirt doesn't tell
   * when one is plugged.
   */
  void counted(String id, @Nullable Long vcpus) {
    Known known = guests.get(id);
    if (vcpus != null && known != null && !vcpus.equals(known.guest().hardware().vcpus())) {
      changed(id);
    }
  }

  /** The same for all guests, as when changes may have been missed. */
  void changeAll() {
    guests.clear();
  }

  /** The names of those guests in which an agent is connected, by their id and in its order. */
  Map<String, String> withAgent() {
    Map<String, String> names = new TreeMap<>();
    guests.forEach(
        (id, known) -> {
          if (known.hasAgent()) {
            names.put(id, known.guest().name());
          }
        });
    return names;
  }

  /**
   * For a guest whose balloon driver isn't to tell something every few seconds: what is known of
   * it, which is another thing once it was read anew.
   */
  Optional<?> withoutBalloonPeriod(String id) {
    return Optional.ofNullable(guests.get(id)).filter(known -> !known.hasBalloonPeriod());
  }

  /**
   * Describes guests; those that are gone meanwhile are left out, and those whose XML can't be
   * read, which is said once.
   *
   * @param states of all guests
   * @throws HypervisorException if the connection is lost
   */
  List<Guest> describe(LibvirtConnect connect, List<DomainStatistics> states)
      throws HypervisorException {
    List<Guest> described = new ArrayList<>(states.size());
    Set<String> present = new HashSet<>();
    for (DomainStatistics state : states) {
      present.add(state.domainId());
      Guest guest = describe(connect, state);
      if (guest != null) {
        described.add(guest);
      }
    }
    guests.keySet().retainAll(present);
    changed.retainAll(present);
    complaints.keep(present);
    connect.keep(present);
    return described;
  }

  /** Describes one guest; null if it is gone or can't be read. */
  @Nullable Guest describe(LibvirtConnect connect, DomainStatistics state)
      throws HypervisorException {
    String id = state.domainId();
    if (changed.remove(id)) {
      guests.remove(id); // at once, as reading it anew may fail
    }
    Known known = guests.get(id);
    if (known == null || known.run() != state.run()) {
      known = read(connect, state);
    }
    return known == null ? null : known.guest().in(state.state());
  }

  private @Nullable Known read(LibvirtConnect connect, DomainStatistics state)
      throws HypervisorException {
    String id = state.domainId();
    try {
      String xml = xml(connect, id);
      if (xml == null) {
        guests.remove(id);
        return null;
      }
      Known known = Known.of(xml, state);
      guests.put(id, known);
      return known;
    } catch (SAXException e) {
      complaints.about(
          id,
          "guest %s (%s) can't be read and is left out: %s"
              .formatted(state.name(), id, e.getMessage()));
      return null;
    }
  }

  /**
   * Null if the guest is gone.
   *
   * @throws SAXException if libvirt can't write it
   * @throws HypervisorException if the connection is lost
   */
  private static @Nullable String xml(LibvirtConnect connect, String id)
      throws HypervisorException, SAXException {
    LibvirtCalls calls = LibvirtCalls.get();
    Pointer domain = connect.domain(id);
    Pointer text = domain == null ? null : calls.virDomainGetXMLDesc(domain, 0);
    if (text == null) {
      String error = domain == null ? null : calls.virGetLastErrorMessage();
      if (error == null || calls.virGetLastErrorCode() == LibvirtCalls.NO_DOMAIN) {
        return null;
      }
      if (calls.virConnectIsAlive(connect.pointer()) != 1) {
        throw new HypervisorException(error);
      }
      throw new SAXException(error);
    }
    try {
      return text.getString(0, "UTF-8");
    } finally {
      Native.free(Pointer.nativeValue(text));
    }
  }
}
