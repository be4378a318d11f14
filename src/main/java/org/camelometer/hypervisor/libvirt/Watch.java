package org.camelometer.hypervisor.libvirt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
  private @Nullable Worker hanging;
  private volatile @Nullable Worker asked;
  private volatile boolean closed;
  private volatile @Nullable Teller teller;

  /** Whom to tell turns, and the thread in which that is done. */
  private record Teller(ExecutorService thread, Consumer<String> listener) {
    void tell(String guestId) {
      try {
        thread.execute(() -> listener.accept(guestId));
      } catch (RejectedExecutionException closed) {
        LOG.debug("guest {} turned after the end", guestId);
      }
    }
  }

  Watch(Supplier<Worker> maker, DomainDirectory directory) {
    this.maker = maker;
    this.directory = directory;
    this.events = new DomainEvents(this);
  }

  /**
   * Tells guests that have just begun to run, or that are about to stop, in a thread of its own.
   */
  synchronized void tell(Consumer<String> turns) {
    Teller before = teller;
    teller = new Teller(before == null ? thread() : before.thread(), turns);
  }

  private static ExecutorService thread() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "libvirt-turns");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public void changed(String guestId) {
    directory.changed(guestId);
  }

  /** Waits for nobody, as the thread of libvirt's events is that of all connections. */
  @Override
  public void turned(String guestId) {
    Teller told = teller;
    if (told != null) {
      told.tell(guestId);
    }
  }

  /**
   * Sees to it that the connection is there. While a call hangs on an earlier one, as when libvirt
   * stands still, there is no other, or each cycle would leave one more.
   */
  synchronized void ensure(Deadline deadline) {
    if (closed || (hanging != null && !hanging.hasEnded())) {
      directory.changeAll();
      return;
    }
    Worker current = worker == null ? maker.get() : worker;
    worker = current;
    try {
      if (!isComplete(current, deadline)) {
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

  private boolean isComplete(Worker current, Deadline deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<Boolean> answer = current.ask(this::listen);
    asked = current;
    try {
      return !closed && answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      asked = null;
    }
  }

  private boolean listen(LibvirtConnect connect) throws HypervisorException {
    if (!connect.isListening()) {
      boolean complete = connect.listen(events);
      // Only now, since what changed before was told to nobody.
      directory.changeAll();
      return complete;
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
    hanging = worker;
    worker = null;
    if (hanging != null) {
      hanging.abandon();
    }
  }

  /** Whoever waits for an answer on this connection waits no longer. */
  @Override
  public void close() {
    closed = true;
    Worker current = asked;
    if (current != null) {
      current.abandon();
    }
    end();
    Teller told = teller;
    if (told != null) {
      told.thread().shutdownNow();
    }
  }

  private synchronized void end() {
    Worker last = worker;
    worker = null;
    if (last != null) {
      last.end();
    }
  }
}
