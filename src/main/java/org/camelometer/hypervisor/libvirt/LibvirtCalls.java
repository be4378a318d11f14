package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;

/** The functions of libvirt that libvirt-java lacks, under libvirt's names. */
interface LibvirtCalls extends Library {
  /** The error that there is no such guest. */
  int NO_DOMAIN = 42;

  /** The error that a connection may not do that, as it is read-only. */
  int OPERATION_DENIED = 29;

  int virConnectIsAlive(ConnectionPointer connection);

  int virConnectGetAllDomainStats(
      ConnectionPointer connection, int groups, PointerByReference list, int flags);

  int virDomainListGetStats(Pointer domains, int groups, PointerByReference list, int flags);

  void virDomainStatsRecordListFree(Pointer list);

  @Nullable Pointer virDomainLookupByUUIDString(ConnectionPointer connection, String id);

  int virDomainFree(Pointer domain);

  String virDomainGetName(Pointer domain);

  int virDomainGetID(Pointer domain);

  int virDomainGetUUIDString(Pointer domain, byte[] text);

  @Nullable Pointer virDomainGetXMLDesc(Pointer domain, int flags);

  int virDomainGetGuestInfo(
      Pointer domain, int types, PointerByReference parameters, IntByReference count, int flags);

  void virTypedParamsFree(Pointer parameters, int count);

  int virDomainGetControlInfo(Pointer domain, ControlInfo info, int flags);

  int virConnectDomainEventRegisterAny(
      ConnectionPointer connection,
      @Nullable Pointer domain,
      int event,
      Callback callback,
      @Nullable Pointer data,
      @Nullable Pointer free);

  int virConnectDomainEventDeregisterAny(ConnectionPointer connection, int id);

  int virGetLastErrorCode();

  String virGetLastErrorMessage();

  /** Loads the library when it is first called, not when a class is. */
  static LibvirtCalls get() {
    return Holder.CALLS;
  }

  /** Where {@link #get} keeps it. */
  final class Holder {
    private static final LibvirtCalls CALLS =
        Native.load(
            LibvirtLibrary.NAME,
            LibvirtCalls.class,
            Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));

    private Holder() {}
  }
}
