package org.camelometer.hypervisor;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read-only connection to one libvirt: opened by the first call, opened anew after it was lost,
 * with a growing pause between attempts. Says once that libvirt is away and once that it is back.
 *
 * <p>For any number of threads; one call at a time, since a connection answers in turn anyway and
 * must not be closed under a call.
 */
final class LibvirtConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtConnection.class);

  private final String uri;
  private final String library;
  private final Backoff backoff;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable LibvirtConnect connect;
  private volatile boolean closed;
  private @Nullable String away;

  /** Something to be asked of libvirt. */
  @FunctionalInterface
  interface Call<T> {
    T on(LibvirtConnect connect) throws LibvirtException, HypervisorException;
  }

  LibvirtConnection(String uri, String library, LongSupplier nanos) {
    this.uri = uri;
    this.library = library;
    this.backoff = new Backoff(nanos);
  }

  /**
   * Asks. If the connection turns out to be lost, as after a restart of libvirtd, it is opened and
   * asked a second time.
   *
   * @throws HypervisorException at once while the next attempt to connect isn't due; or if libvirt
   *     can't be reached, or refuses
   */
  <T> T call(Call<T> call) throws HypervisorException {
    turn.lock();
    try {
      boolean mayBeStale = connect != null;
      LibvirtConnect current = opened();
      try {
        return call.on(current);
      } catch (LibvirtException | HypervisorException e) {
        return afterFailure(call, mayBeStale, current, e);
      }
    } finally {
      turn.unlock();
    }
  }

  private <T> T afterFailure(Call<T> call, boolean again, LibvirtConnect failed, Exception e)
      throws HypervisorException {
    if (isAlive(failed)) {
      throw new HypervisorException("libvirt at %s failed: %s".formatted(uri, e.getMessage()), e);
    }
    drop();
    if (!again) {
      throw unreachable(e);
    }
    LibvirtConnect fresh = opened();
    try {
      return call.on(fresh);
    } catch (LibvirtException | HypervisorException second) {
      return afterFailure(call, false, fresh, second);
    }
  }

  private LibvirtConnect opened() throws HypervisorException {
    if (closed) {
      throw new HypervisorException("the connection to libvirt at %s is closed".formatted(uri));
    }
    LibvirtConnect open = connect;
    if (open != null) {
      return open;
    }
    if (!backoff.remaining().isZero()) {
      // No word of how long: who says each new reason once would say this at every tick.
      throw new HypervisorException("libvirt at %s can't be reached: %s".formatted(uri, away));
    }
    open = open();
    connect = open;
    return open;
  }

  private LibvirtConnect open() throws HypervisorException {
    try {
      LibvirtLibrary.load(library);
      LibvirtConnect open = new LibvirtConnect(uri);
      backoff.succeeded();
      if (away != null) {
        LOG.info("libvirt at {} can be reached again", uri);
        away = null;
      }
      return open;
    } catch (LibvirtException | HypervisorException e) {
      throw unreachable(e);
    }
  }

  private HypervisorException unreachable(Exception e) {
    backoff.failed();
    boolean known = away != null;
    away = String.valueOf(e.getMessage());
    String sentence = "libvirt at %s can't be reached: %s".formatted(uri, away);
    if (!known) {
      LOG.warn(
          "{}; no guest on it is metered until then; trying again after 1 s at first, 60 s at most",
          sentence);
    }
    return new HypervisorException(sentence, e);
  }

  private static boolean isAlive(LibvirtConnect connect) {
    try {
      return connect.isAlive();
    } catch (LibvirtException e) {
      return false;
    }
  }

  private void drop() {
    LibvirtConnect old = connect;
    connect = null;
    if (old != null) {
      try {
        old.close();
      } catch (LibvirtException e) {
        LOG.debug("libvirt at {}: closing a lost connection failed: {}", uri, e.getMessage());
      }
    }
  }

  /** Closes it, unless a call hangs: closing under a call would end the process. */
  @Override
  public void close() {
    closed = true;
    try {
      if (turn.tryLock(5, TimeUnit.SECONDS)) {
        try {
          drop();
        } finally {
          turn.unlock();
        }
      } else {
        LOG.warn("libvirt at {} doesn't answer; its connection is left open", uri);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
