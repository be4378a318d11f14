package org.camelometer.hypervisor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.SAXException;

/**
 * Guests through libvirt: their XML one by one, their figures by one bulk call. Guests for which
 * the driver has no bulk figures are read by single calls.
 */
final class LibvirtInspector implements Inspector {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtInspector.class);
  private static final int ALL = 0;
  private static final int RUNNING = 1;
  private static final double NANOSECONDS = 1e9;

  private final LibvirtConnection connection;
  private final LongSupplier nanos;
  private final Complaints complaints = new Complaints(LOG);

  LibvirtInspector(LibvirtSettings settings) {
    this(settings.uri(), LibvirtLibrary.NAME, System::nanoTime);
  }

  LibvirtInspector(String uri, String library, LongSupplier nanos) {
    this.connection = new LibvirtConnection(uri, library, nanos);
    this.nanos = nanos;
  }

  @Override
  public List<Guest> guests() throws HypervisorException {
    List<Guest> guests = connection.call(this::describe);
    guests.sort(Comparator.comparing(Guest::name).thenComparing(Guest::id));
    return guests;
  }

  private List<Guest> describe(LibvirtConnect connect) throws LibvirtException {
    List<Guest> guests = new ArrayList<>();
    Set<String> present = new HashSet<>();
    eachDomain(
        connect,
        ALL,
        domain -> {
          present.add(domain.getUUIDString());
          GuestState state = GuestState.of(domain.getInfo().state);
          guests.add(DomainXml.guest(domain.getXMLDesc(0), state));
        });
    complaints.keep(present);
    return guests;
  }

  @Override
  public Reading read() throws HypervisorException {
    return connection.call(
        connect -> {
          Map<String, GuestReading> guests = new HashMap<>();
          List<DomainStatistics> bulk = BulkStatistics.of(connect);
          for (DomainStatistics statistics : bulk) {
            if (!statistics.isStateOnly()) {
              guests.put(statistics.domainId(), statistics.reading());
            }
          }
          if (guests.size() < bulk.size() || bulk.isEmpty()) {
            readSingly(connect, guests);
          }
          return new Reading(guests, nanos.getAsLong() / NANOSECONDS);
        });
  }

  private void readSingly(LibvirtConnect connect, Map<String, GuestReading> guests)
      throws LibvirtException {
    eachDomain(
        connect,
        RUNNING,
        domain -> {
          String id = domain.getUUIDString();
          if (!guests.containsKey(id)) {
            guests.put(id, SingleStatistics.of(domain));
          }
        });
  }

  private interface Visit {
    void to(Domain domain) throws LibvirtException, SAXException;
  }

  /** Visits every domain; one that can't be visited doesn't keep the others from it. */
  private void eachDomain(LibvirtConnect connect, int which, Visit visit) throws LibvirtException {
    for (Domain domain : connect.listAllDomains(which)) {
      try {
        visit.to(domain);
      } catch (LibvirtException e) {
        if (!connect.isAlive()) {
          throw e;
        }
        if (e.getError().getCode() != ErrorNumber.VIR_ERR_NO_DOMAIN) {
          complain(domain, e);
        }
      } catch (SAXException e) {
        complain(domain, e);
      } finally {
        domain.free();
      }
    }
  }

  private void complain(Domain domain, Exception e) throws LibvirtException {
    complaints.about(
        domain.getUUIDString(),
        "guest %s (%s) can't be read and is left out: %s"
            .formatted(domain.getName(), domain.getUUIDString(), e.getMessage()));
  }

  @Override
  public void close() {
    connection.close();
  }
}
