package org.camelometer.hypervisor.libvirt;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.Deadline;
import org.jspecify.annotations.Nullable;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection on which libvirt tells of changed guests. While there is none, every guest
 * counts as changed. For any number of threads.
 */
final class Watch implements DomainEvents.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Supplier<Worker> maker;
  private final DomainDirectory directory;
  private final DomainEvents events;
  private @Nullable Worker worker;
  private @Nullable ExecutorService teller;
  private @Nullable Consumer<String> listener;

  Watch(Supplier<Worker> maker, DomainDirectory directory) {
    this.maker = maker;
    this.directory = directory;
    this.events = new DomainEvents(this);
  }

  /**
   * Tells guests that have just begun to run, or that are about to stop, in a thread of its own.
   */
  synchronized void tell(Consumer<String> turns) {
    if (teller == null) {
      teller =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread thread = new Thread(task, "libvirt-turns");
                thread.setDaemon(true);
                return thread;
              });
    }
    listener = turns;
  }

  @Override
  public void changed(String guestId) {
    directory.changed(guestId);
  }

  @Override
  public synchronized void turned(String guestId) {
    ExecutorService told = teller;
    Consumer<String> turns = listener;
    if (told != null && turns != null && !told.isShutdown()) {
      told.execute(() -> turns.accept(guestId));
    }
  }

  /** Sees to it that the connection is there. */
  synchronized void ensure(Deadline deadline) {
    Worker current = worker == null ? maker.get() : worker;
    worker = current;
    try {
      boolean complete =
          current.ask(this::listen).get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      if (!complete) {
        directory.changeAll();
      }
    } catch (ExecutionException e) {
      LOG.debug("libvirt tells no events", e);
      directory.changeAll();
    } catch (TimeoutException e) {
      abandon();
    } catch (InterruptedException e) {
      abandon();
      Thread.currentThread().interrupt();
    }
  }

  private boolean listen(LibvirtConnect connect) throws HypervisorException {
    if (!connect.isListening()) {
      directory.changeAll();
      return connect.listen(events);
    }
    if (!isAlive(connect)) {
      throw new HypervisorException("the connection is lost");
    }
    return connect.tellsAll();
  }

  private static boolean isAlive(LibvirtConnect connect) {
    try {
      return connect.isAlive();
    } catch (LibvirtException e) {
      return false;
    }
  }

  private void abandon() {
    directory.changeAll();
    Worker hanging = worker;
    worker = null;
    if (hanging != null) {
      hanging.abandon();
    }
  }

  @Override
  public synchronized void close() {
    Worker last = worker;
    worker = null;
    if (last != null) {
      last.end();
    }
    ExecutorService told = teller;
    if (told != null) {
      told.shutdownNow();
    }
  }
}
