package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Pointer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.camelometer.hypervisor.HypervisorException;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that lends its pointer to calls that libvirt-java doesn't have, and keeps the
 * handles of guests, since looking one up is a call. For one thread, but for {@link #cut}.
 */
final class LibvirtConnect extends Connect {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtConnect.class);
  private static final int KEEP_ALIVE_SECONDS = 5;
  private static final int KEEP_ALIVE_COUNT = 3;

  private final Map<String, Pointer> domains = new HashMap<>();
  private final Socket socket;

  private DomainEvents.@Nullable Registration registration;

  private LibvirtConnect(String uri, boolean readOnly, Socket.Search search)
      throws LibvirtException {
    super(uri, readOnly);
    this.socket = search.found();
  }

  /** Connects. */
  static LibvirtConnect open(String uri, boolean readOnly) throws LibvirtException {
    try (Socket.Search search = Socket.search()) {
      LibvirtConnect connect = new LibvirtConnect(uri, readOnly, search);
      connect.keepAlive();
      return connect;
    }
  }

  /** So that a daemon that stands still is noticed; drivers without a daemon refuse. */
  private void keepAlive() {
    try {
      setKeepAlive(KEEP_ALIVE_SECONDS, KEEP_ALIVE_COUNT);
    } catch (LibvirtException e) {
      LOG.debug("{} is not kept alive", this, e);
    }
  }

  /** Listens to events until it is closed; whether the driver tells all that is asked for. */
  boolean listen(DomainEvents told) {
    DomainEvents.Registration made = told.register(this);
    registration = made;
    return made.isComplete();
  }

  /** Whether it listens to events. */
  boolean isListening() {
    return registration != null;
  }

  /** Whether the driver tells all that was asked for. */
  boolean tellsAll() {
    return registration != null && registration.isComplete();
  }

  /** For calls in this room; not to be kept. */
  ConnectionPointer pointer() {
    return vcp;
  }

  /**
   * The handle of a guest, which stays this connection's; null if there is no such guest.
   *
   * @throws HypervisorException if that can't be known
   */
  @Nullable Pointer domain(String id) throws HypervisorException {
    Pointer known = domains.get(id);
    if (known != null) {
      return known;
    }
    LibvirtCalls calls = LibvirtCalls.get();
    Pointer found = calls.virDomainLookupByUUIDString(vcp, id);
    if (found != null) {
      domains.put(id, found);
    } else if (calls.virGetLastErrorCode() != LibvirtCalls.NO_DOMAIN) {
      throw new HypervisorException(calls.virGetLastErrorMessage());
    }
    return found;
  }

  /** How many handles it keeps. */
  int handles() {
    return domains.size();
  }

  /** Forgets the handles of all other guests. */
  void keep(Collection<String> ids) {
    domains
        .entrySet()
        .removeIf(entry -> !ids.contains(entry.getKey()) && isFreed(entry.getValue()));
  }

  private static boolean isFreed(Pointer domain) {
    LibvirtCalls.get().virDomainFree(domain);
    return true;
  }

  /**
   * Makes the call that hangs on it fail, from another thread; whether that was possible. The
   * connection is lost then.
   */
  boolean cut() {
    return socket.shutDown();
  }

  @Override
  public int close() throws LibvirtException {
    domains.values().forEach(LibvirtConnect::isFreed);
    domains.clear();
    if (registration != null) {
      DomainEvents.deregister(this, registration);
      registration = null;
    }
    socket.forget();
    return super.close();
  }
}
