package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camelometer.hypervisor.HypervisorException;

/**
 * libvirt's bulk statistics: figures of many guests in one call. Stateless; raw pointers never
 * leave it.
 *
 * <p>The layout is that of {@code virDomainStatsRecord} in libvirt-domain.h, which is part of
 * libvirt's stable ABI.
 */
final class BulkStatistics {
  private static final int STATE = 1;

  /** Guests whose job another client holds are not waited for, and have no more than it allows. */
  private static final int NOWAIT = 0x20000000;

  private static final int NO_SUPPORT = 3;
  private static final int INVALID_ARGUMENT = 8;

  private static final int UUID_SIZE = 37;

  private BulkStatistics() {}

  private interface Call {
    int fill(LibvirtCalls calls, PointerByReference list);
  }

  /**
   * The states of all guests, running or not; asks no guest. Empty if the driver has no such call.
   *
   * @throws HypervisorException with libvirt's own words if the call fails
   */
  static Optional<List<DomainStatistics>> states(LibvirtConnect connect)
      throws HypervisorException {
    return read(
        (calls, list) -> calls.virConnectGetAllDomainStats(connect.pointer(), STATE, list, 0));
  }

  /**
   * Figures of some guests, in the order in which libvirt asks them. Guests that are gone are left
   * out. Empty if the driver has no such call.
   *
   * @param groups flags of {@code virDomainStatsTypes}
   * @throws HypervisorException with libvirt's own words if the call fails
   */
  static Optional<List<DomainStatistics>> of(LibvirtConnect connect, List<String> ids, int groups)
      throws HypervisorException {
    List<Pointer> domains = new ArrayList<>(ids.size());
    for (String id : ids) {
      Pointer domain = connect.domain(id);
      if (domain != null) {
        domains.add(domain);
      }
    }
    if (domains.isEmpty()) {
      return Optional.of(List.of());
    }
    try (Memory array = new Memory((domains.size() + 1L) * Native.POINTER_SIZE)) {
      for (int i = 0; i <= domains.size(); i++) {
        array.setPointer(
            (long) i * Native.POINTER_SIZE, i < domains.size() ? domains.get(i) : null);
      }
      return read(
          (calls, list) -> calls.virDomainListGetStats(array, groups | STATE, list, NOWAIT));
    }
  }

  private static Optional<List<DomainStatistics>> read(Call call) throws HypervisorException {
    PointerByReference list = new PointerByReference();
    LibvirtCalls calls = LibvirtCalls.get();
    int count = call.fill(calls, list);
    if (count < 0) {
      int code = calls.virGetLastErrorCode();
      if (code == NO_SUPPORT || code == INVALID_ARGUMENT) {
        return Optional.empty();
      }
      throw new HypervisorException(calls.virGetLastErrorMessage());
    }
    try {
      return Optional.of(records(list.getValue(), count));
    } finally {
      calls.virDomainStatsRecordListFree(list.getValue());
    }
  }

  private static List<DomainStatistics> records(Pointer list, int count) {
    LibvirtCalls calls = LibvirtCalls.get();
    List<DomainStatistics> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Pointer record = list.getPointer((long) i * Native.POINTER_SIZE);
      Pointer domain = record.getPointer(0);
      int parameters = record.getInt(2L * Native.POINTER_SIZE);
      records.add(
          new DomainStatistics(
              uuid(domain),
              calls.virDomainGetName(domain),
              calls.virDomainGetID(domain),
              TypedParameters.of(record.getPointer(Native.POINTER_SIZE), parameters)));
    }
    return records;
  }

  private static String uuid(Pointer domain) {
    byte[] text = new byte[UUID_SIZE];
    LibvirtCalls.get().virDomainGetUUIDString(domain, text);
    return Native.toString(text, StandardCharsets.US_ASCII);
  }
}
