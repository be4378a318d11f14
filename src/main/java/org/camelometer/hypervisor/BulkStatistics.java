package org.camelometer.hypervisor;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;

/**
 * {@code virConnectGetAllDomainStats}, which libvirt-java lacks: the figures of all guests in one
 * call. Stateless; raw pointers never leave it.
 *
 * <p>The layout is that of {@code virDomainStatsRecord} and {@code virTypedParameter} in
 * libvirt-domain.h and libvirt-common.h, which are part of libvirt's stable ABI.
 */
final class BulkStatistics {
  /** State, CPU total, balloon, virtual CPUs, interfaces and blocks. */
  private static final int GROUPS = 1 | 2 | 4 | 8 | 16 | 32;

  /** Guests that run; and none whose job another client holds is waited for. */
  private static final int FLAGS = 1 | 0x20000000;

  private static final int NO_SUPPORT = 3;
  private static final int INVALID_ARGUMENT = 8;

  private static final int NAME_SIZE = 80;
  private static final int VALUE_AT = 88;
  private static final int PARAMETER_SIZE = 96;
  private static final int UUID_SIZE = 37;

  private BulkStatistics() {}

  /**
   * Reads all running guests; none if the driver has no such call.
   *
   * @throws HypervisorException with libvirt's own words if the call fails
   */
  static List<DomainStatistics> of(LibvirtConnect connect) throws HypervisorException {
    PointerByReference list = new PointerByReference();
    Calls calls = Calls.Holder.CALLS;
    int count = calls.virConnectGetAllDomainStats(connect.pointer(), GROUPS, list, FLAGS);
    if (count < 0) {
      int code = calls.virGetLastErrorCode();
      if (code == NO_SUPPORT || code == INVALID_ARGUMENT) {
        return List.of();
      }
      throw new HypervisorException(calls.virGetLastErrorMessage());
    }
    try {
      return records(list.getValue(), count);
    } finally {
      calls.virDomainStatsRecordListFree(list.getValue());
    }
  }

  private static List<DomainStatistics> records(Pointer list, int count) {
    List<DomainStatistics> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Pointer statistics = list.getPointer((long) i * Native.POINTER_SIZE);
      int parameters = statistics.getInt(2L * Native.POINTER_SIZE);
      records.add(
          new DomainStatistics(
              uuid(statistics.getPointer(0)),
              figures(statistics.getPointer(Native.POINTER_SIZE), parameters)));
    }
    return records;
  }

  private static String uuid(Pointer domain) {
    byte[] text = new byte[UUID_SIZE];
    Calls.Holder.CALLS.virDomainGetUUIDString(domain, text);
    return Native.toString(text, StandardCharsets.US_ASCII);
  }

  private static Map<String, Object> figures(@Nullable Pointer parameters, int count) {
    Map<String, Object> figures = new LinkedHashMap<>();
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
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
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

  private interface Calls extends Library {
    int virConnectGetAllDomainStats(
        ConnectionPointer connection, int groups, PointerByReference list, int flags);

    void virDomainStatsRecordListFree(Pointer list);

    int virDomainGetUUIDString(Pointer domain, byte[] text);

    int virGetLastErrorCode();

    String virGetLastErrorMessage();

    /** Loads the library when it is first called, not when a class is. */
    final class Holder {
      static final Calls CALLS =
          Native.load(
              LibvirtLibrary.NAME, Calls.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));

      private Holder() {}
    }
  }
}
