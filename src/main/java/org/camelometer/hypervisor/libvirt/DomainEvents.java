package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What libvirt tells of its own accord: that a guest was changed, begins or ends. For any number of
 * connections; registered and deregistered by the connection's thread, called by the thread of
 * libvirt's events.
 */
final class DomainEvents {
  private static final Logger LOG = LoggerFactory.getLogger(DomainEvents.class);

  private static final int LIFECYCLE = 0;

  private static final int STARTED = 2;
  private static final int SUSPENDED = 3;
  private static final int RESUMED = 4;
  private static final int STOPPED = 5;
  private static final int SHUTDOWN = 6;

  /** Why a guest is paused on the host that it leaves, and goes on where it comes. */
  private static final int MIGRATED = 1;

  /** Everything else after which the XML differs: numbers of {@code virDomainEventID}. */
  private static final int[] CHANGES = {
    1, // it was booted anew
    10, // a medium of a drive
    13, // the memory that its balloon leaves it
    15, // a device went
    18, // the agent in the guest came or went
    19, // a device came
    23 // the metadata
  };

  private final Listener listener;
  private final LifecycleCallback onLifecycle = this::lifecycle;
  private final ChangeCallback onChange = this::change;

  /** Is told; must not call libvirt, and must not take long. */
  interface Listener {
    /** Something in the guest's XML is not as it was. */
    void changed(String guestId);

    /** The guest has begun to run, or is about to stop, or has stopped. */
    void turned(String guestId);
  }

  /** {@code virConnectDomainEventCallback}. */
  interface LifecycleCallback extends Callback {
    int invoke(Pointer connect, Pointer domain, int event, int detail, Pointer data);
  }

  /** Any other callback for events of a guest: what each has beyond these is not looked at. */
  interface ChangeCallback extends Callback {
    void invoke(Pointer connect, Pointer domain);
  }

  DomainEvents(Listener listener) {
    this.listener = listener;
  }

  /**
   * What a connection listens to.
   *
   * @param events held by it, as the native side holds callbacks weakly
   * @param ids libvirt's numbers of the callbacks
   * @param isComplete whether the driver tells all of it, so that nobody needs to look
   */
  record Registration(DomainEvents events, List<Integer> ids, boolean isComplete) {}

  /** Listens. */
  Registration register(LibvirtConnect connect) {
    List<Integer> ids = new ArrayList<>();
    boolean all = register(connect, LIFECYCLE, onLifecycle, ids);
    for (int change : CHANGES) {
      all &= register(connect, change, onChange, ids);
    }
    return new Registration(this, ids, all);
  }

  private static boolean register(
      LibvirtConnect connect, int event, Callback callback, List<Integer> ids) {
    int id =
        LibvirtCalls.get()
            .virConnectDomainEventRegisterAny(connect.pointer(), null, event, callback, null, null);
    if (id < 0) {
      LOG.debug("libvirt tells no event {} of guests", event);
      return false;
    }
    ids.add(id);
    return true;
  }

  /** Listens no more; else the connection would stay open. */
  static void deregister(LibvirtConnect connect, Registration registration) {
    for (int id : registration.ids()) {
      LibvirtCalls.get().virConnectDomainEventDeregisterAny(connect.pointer(), id);
    }
  }

  private int lifecycle(
      Pointer connect, Pointer domain, int event, int detail, @Nullable Pointer data) {
    String id = uuid(domain);
    listener.changed(id);
    if (isTurn(event, detail)) {
      listener.turned(id);
    }
    return 0;
  }

  /** In the numbers of {@code virDomainEventType} and its details. */
  private static boolean isTurn(int event, int detail) {
    return switch (event) {
      case STARTED, STOPPED, SHUTDOWN -> true;
      case SUSPENDED, RESUMED -> detail == MIGRATED;
      default -> false;
    };
  }

  private void change(Pointer connect, Pointer domain) {
    listener.changed(uuid(domain));
  }

  private static String uuid(Pointer domain) {
    byte[] text = new byte[37];
    LibvirtCalls.get().virDomainGetUUIDString(domain, text);
    return Native.toString(text, StandardCharsets.US_ASCII);
  }
}
