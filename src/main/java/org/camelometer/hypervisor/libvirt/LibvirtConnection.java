package org.camelometer.hypervisor.libvirt;

import org.camelometer.hypervisor.HypervisorException;
import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a libvirt: opened by the first call, opened anew after it was lost. For one
 * thread, but for {@link #cut}.
 */
final class LibvirtConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtConnection.class);

  private static final String GIVEN_UP = "the connection was given up, as a call hung";

  private final Reachability libvirt;
  private final String library;
  private final boolean readOnly;
  private volatile @Nullable LibvirtConnect connect;
  private volatile boolean cut;

  /** Something to be asked of libvirt. */
  @FunctionalInterface
  interface Call<T> {
    T on(LibvirtConnect connect) throws LibvirtException, HypervisorException;
  }

  /** One that looks and changes nothing. */
  LibvirtConnection(Reachability libvirt, String library) {
    this(libvirt, library, true);
  }

  /** One that may be allowed to write, as libvirt demands for some questions. */
  LibvirtConnection(Reachability libvirt, String library, boolean readOnly) {
    this.libvirt = libvirt;
    this.library = library;
    this.readOnly = readOnly;
  }

  /**
   * Asks. If the connection turns out to be lost, as after a restart of libvirtd, it is opened and
   * asked a second time.
   *
   * @throws HypervisorException if libvirt can't be reached, or refuses
   */
  <T> T call(Call<T> call) throws HypervisorException {
    boolean mayBeStale = connect != null;
    LibvirtConnect current = opened();
    try {
      return call.on(current);
    } catch (LibvirtException | HypervisorException e) {
      return afterFailure(call, mayBeStale, current, e);
    }
  }

  private <T> T afterFailure(Call<T> call, boolean again, LibvirtConnect failed, Exception e)
      throws HypervisorException {
    if (isAlive(failed)) {
      throw new HypervisorException(
          "libvirt at %s failed: %s".formatted(libvirt.uri(), e.getMessage()), e);
    }
    close();
    if (cut) {
      throw new HypervisorException(GIVEN_UP, e);
    }
    if (!again) {
      throw libvirt.failed(e);
    }
    LibvirtConnect fresh = opened();
    try {
      return call.on(fresh);
    } catch (LibvirtException | HypervisorException second) {
      return afterFailure(call, false, fresh, second);
    }
  }

  private LibvirtConnect opened() throws HypervisorException {
    LibvirtConnect open = connect;
    if (open == null) {
      libvirt.check();
      open = open();
      connect = open;
      if (cut) {
        // It was given up before there was anything to cut: nothing may hang on it any more.
        close();
        throw new HypervisorException(GIVEN_UP);
      }
    }
    return open;
  }

  private LibvirtConnect open() throws HypervisorException {
    try {
      LibvirtLibrary.load(library);
      LibvirtConnect open = LibvirtConnect.open(libvirt.uri(), readOnly);
      if (!cut) { // else nobody waits for it, and others know better
        libvirt.reached();
      }
      return open;
    } catch (LibvirtException | HypervisorException e) {
      throw cut ? new HypervisorException(GIVEN_UP, e) : libvirt.failed(e);
    }
  }

  /** Of the libvirt that it leads to, as the settings name it. */
  String uri() {
    return libvirt.uri();
  }

  /** Whether it is open, as far as that can be known without a call. */
  boolean isOpen() {
    LibvirtConnect open = connect;
    return open != null && isAlive(open);
  }

  private static boolean isAlive(LibvirtConnect connect) {
    try {
      return connect.isAlive();
    } catch (LibvirtException e) {
      return false;
    }
  }

  /**
   * Makes a call that hangs fail, if that is possible, and lets nobody ask again; from any thread.
   */
  void cut() {
    cut = true;
    LibvirtConnect open = connect;
    if (open != null && !open.cut()) {
      LOG.debug("libvirt at {}: a connection whose call hangs can't be cut", libvirt.uri());
    }
  }

  @Override
  public void close() {
    LibvirtConnect old = connect;
    connect = null;
    if (old != null) {
      try {
        old.close();
      } catch (LibvirtException e) {
        LOG.debug("libvirt at {}: closing a connection failed", libvirt.uri(), e);
      }
    }
  }
}
