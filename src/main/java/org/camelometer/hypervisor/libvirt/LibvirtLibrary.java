package org.camelometer.hypervisor.libvirt;

import com.sun.jna.NativeLibrary;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.camelometer.hypervisor.HypervisorException;
import org.libvirt.Connect;
import org.libvirt.Library;
import org.libvirt.LibvirtException;
import org.libvirt.jna.Libvirt.VirErrorCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** libvirt's client library on this host. */
final class LibvirtLibrary {
  static final String NAME = "virt";
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtLibrary.class);

  // Held here, as the native side holds callbacks weakly.
  private static final VirErrorCallback SILENCE = (data, error) -> {};

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static boolean loaded;

  /** Tells the next event, or waits for it. */
  @FunctionalInterface
  interface Event {
    void tell() throws LibvirtException;
  }

  private LibvirtLibrary() {}

  /**
   * Loads it, keeps it from writing to stderr what it throws as well, and lets it tell events in a
   * thread of its own. May be called again.
   *
   * @throws HypervisorException naming the package to install if it isn't there. libvirt-java is
   *     not touched before the library was found, so that it can still come later
   */
  static synchronized void load(String name) throws HypervisorException {
    try {
      NativeLibrary.getInstance(name);
      if (!loaded) {
        Connect.setErrorCallback(SILENCE);
        Library.initEventLoop();
        startEvents();
        loaded = true;
      }
    } catch (LinkageError | LibvirtException e) {
      throw new HypervisorException(
          "lib%s.so can't be loaded: install libvirt's client library (package libvirt0 on Debian and Ubuntu, libvirt-libs on Fedora and RHEL)"
              .formatted(name),
          e);
    }
  }

  /** libvirt has one event loop for all connections of a process; it must run before they open. */
  private static void startEvents() {
    Runnable rest = () -> LockSupport.parkNanos(PAUSE.toNanos());
    Thread events = new Thread(() -> tellEvents(Library::processEvent, rest), "libvirt-events");
    events.setDaemon(true);
    events.start();
  }

  /** Never ends; rests after each failure, lest it goes on failing without a pause. */
  static void tellEvents(Event next, Runnable rest) {
    while (true) {
      try {
        next.tell();
      } catch (LibvirtException e) {
        LOG.debug("libvirt could not tell an event", e);
        rest.run();
      }
    }
  }
}
