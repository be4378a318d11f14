package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.hypervisor.HypervisorException;
import org.jspecify.annotations.Nullable;

/**
 * libvirt's bulk statistics: figures of many guests in one call. Stateless; raw pointers never
 * leave it.
 *
 * <p>The layout is that of {@code virDomainStatsRecord} and {@code virTypedParameter} in
 * libvirt-domain.h and libvirt-common.h, which are part of libvirt's stable ABI.
 */
final class BulkStatistics {
  private static final int STATE = 1;

  /** Guests whose job another client holds are not waited for, and have no more than it allows. */
  private static final int NOWAIT = 0x20000000;

  private static final int NO_SUPPORT = 3;
  private static final int INVALID_ARGUMENT = 8;

  private static final int NAME_SIZE = 80;
  private static final int VALUE_AT = 88;
  private static final int PARAMETER_SIZE = 96;
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
              figures(record.getPointer(Native.POINTER_SIZE), parameters)));
    }
    return records;
  }

  private static String uuid(Pointer domain) {
    byte[] text = new byte[UUID_SIZE];
    LibvirtCalls.get().virDomainGetUUIDString(domain, text);
    return Native.toString(text, StandardCharsets.US_ASCII);
  }

  private static Map<String, Object> figures(@Nullable Pointer parameters, int count) {
    Map<String, Object> figures = new HashMap<>();
    if (parameters != null) {
      byte[] bytes = parameters.getByteArray(0, count * PARAMETER_SIZE);
      ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      for (int at = 0; at < bytes.length; at += PARAMETER_SIZE) {
        Object value = value(fields, at);
        if (value != null) {
          figures.put(name(bytes, at), value);
        }
      }
    }
    return figures;
  }

  private static String name(byte[] bytes, int at) {
    int end = at;
    while (end < at + NAME_SIZE && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
  }

  /** The value by its {@code virTypedParameterType}; null for a type that is new. */
  private static @Nullable Object value(ByteBuffer fields, int at) {
    int value = at + VALUE_AT;
    return switch (fields.getInt(at + NAME_SIZE)) {
      case 1 -> (long) fields.getInt(value);
      case 2 -> Integer.toUnsignedLong(fields.getInt(value));
      case 3, 4 -> fields.getLong(value);
      case 5 -> fields.getDouble(value);
      case 6 -> fields.get(value) != 0;
      case 7 -> text(fields.getLong(value));
      default -> null;
    };
  }

  private static @Nullable String text(long address) {
    return address == 0 ? null : new Pointer(address).getString(0, "UTF-8");
  }
}
