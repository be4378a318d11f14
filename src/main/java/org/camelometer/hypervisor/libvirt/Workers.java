package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.hypervisor.libvirt.LibvirtConnection.Call;
import org.camelometer.poll.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections over which guests are read: as many as are set, and some in reserve for those
 * whose call hangs. Made when they are first needed. For any number of threads.
 */
final class Workers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  /** libvirtd has 20 workers by default, for us and for everybody else. */
  private static final int RESERVE = 8;

  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);

  private final int size;
  private final Supplier<Worker> maker;
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final List<Worker> alive = new ArrayList<>();
  private boolean closed;

  /**
   * Makes no connection yet.
   *
   * @param size how many to use as long as none hangs
   */
  Workers(int size, Supplier<Worker> maker) {
    this.size = size;
    this.maker = maker;
  }

  /** How many to use as long as none hangs. */
  int size() {
    return size;
  }

  /** One that is idle, to be given back or abandoned; none if too many hang. */
  synchronized Optional<Worker> take() {
    alive.removeIf(Worker::hasEnded);
    Worker worker = idle.poll();
    if (worker == null && !closed && alive.size() < size + RESERVE) {
      worker = maker.get();
      alive.add(worker);
    }
    return Optional.ofNullable(worker);
  }

  /** Takes one back whose call has ended. */
  synchronized void give(Worker worker) {
    if (closed || idle.size() >= size) {
      worker.end();
    } else {
      idle.push(worker);
    }
  }

  /**
   * Asks over one of them.
   *
   * @throws HypervisorException if there is no answer by then, or libvirt refuses
   */
  <T> T ask(Call<T> call, Deadline deadline) throws HypervisorException {
    if (deadline.isOver()) {
      // Else the call would cost a connection, and nobody would see its answer.
      throw new HypervisorException("the time was over before libvirt was asked");
    }
    Worker worker = take().orElseThrow(this::exhausted);
    CompletableFuture<T> answer = worker.ask(call);
    try {
      T result = answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      give(worker);
      return result;
    } catch (ExecutionException e) {
      give(worker);
      throw failure(e);
    } catch (TimeoutException e) {
      worker.abandon();
      throw new NoAnswerException("libvirt doesn't answer in time", e);
    } catch (InterruptedException e) {
      worker.abandon();
      Thread.currentThread().interrupt();
      throw new HypervisorException("interrupted while libvirt was asked", e);
    }
  }

  /** Why there is none to take. */
  synchronized HypervisorException exhausted() {
    return new HypervisorException(
        closed
            ? "the connections to libvirt are closed"
            : "no connection to libvirt is left: the calls of all of them hang");
  }

  /** What a call failed with, of what waiting for it threw. */
  static HypervisorException failure(Exception thrown) {
    Throwable cause = thrown.getCause();
    return cause instanceof HypervisorException known
        ? known
        : new HypervisorException(String.valueOf(cause), thrown);
  }

  /** How many connections there are, those included whose call hangs. */
  synchronized int count() {
    alive.removeIf(Worker::hasEnded);
    return alive.size();
  }

  /** Lets all go; those whose call hangs are cut. */
  @Override
  public void close() {
    List<Worker> left;
    boolean again;
    synchronized (this) {
      again = closed;
      closed = true;
      idle.forEach(Worker::end);
      idle.clear();
      left = List.copyOf(alive);
    }
    try {
      Deadline end = Deadline.in(again ? Duration.ZERO : PATIENCE_AT_END);
      for (Worker worker : left) {
        if (!worker.awaitEnd(end.remaining().toMillis())) {
          worker.abandon();
          if (!again) {
            LOG.warn("libvirt doesn't answer; a connection to it is cut");
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
