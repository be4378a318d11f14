package org.camelometer.hypervisor.libvirt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.hypervisor.HypervisorException;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/**
 * The states of all guests, running or not: one call that asks no guest, where the driver has it.
 */
final class States {
  private static final int ALL = 0;

  private States() {}

  static List<DomainStatistics> of(LibvirtConnect connect)
      throws HypervisorException, LibvirtException {
    Optional<List<DomainStatistics>> bulk = BulkStatistics.states(connect);
    return bulk.isPresent() ? bulk.get() : singly(connect);
  }

  /** That of one guest; none if it is gone. */
  static List<DomainStatistics> of(LibvirtConnect connect, String id) throws HypervisorException {
    return BulkStatistics.of(connect, List.of(id), 0).orElse(List.of());
  }

  private static List<DomainStatistics> singly(LibvirtConnect connect) throws LibvirtException {
    List<DomainStatistics> states = new ArrayList<>();
    for (Domain domain : connect.listAllDomains(ALL)) {
      try {
        long state = SingleStatistics.state(domain.getInfo()).number();
        states.add(
            new DomainStatistics(
                domain.getUUIDString(),
                domain.getName(),
                domain.isActive() == 1 ? domain.getID() : -1,
                Map.of("state.state", state)));
      } catch (LibvirtException e) {
        if (e.getError().getCode() != ErrorNumber.VIR_ERR_NO_DOMAIN) {
          throw e;
        }
      } finally {
        domain.free();
      }
    }
    return states;
  }
}
