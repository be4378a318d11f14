package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.camelometer.hypervisor.GuestReading.FileSystems;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.Deadline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the agents in guests tell of their file systems. libvirt lets only those ask who may write,
 * and waits for an agent without end, so this has a connection of its own, which is given up when a
 * guest takes long; that guest is then left alone for a pause that doubles. For one thread at a
 * time.
 */
final class GuestAgents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuestAgents.class);
  private static final int FILE_SYSTEMS = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Supplier<Worker> maker;
  private final Clock clock;
  private final Map<String, Silence> silent = new HashMap<>();
  private Worker worker;

  private record Silence(Duration pause, Instant until) {}

  /** Connects to nothing yet. */
  GuestAgents(Supplier<Worker> maker, Clock clock) {
    this.maker = maker;
    this.clock = clock;
    this.worker = maker.get();
  }

  /**
   * Asks one guest after the other.
   *
   * @param ids guests whose agent is connected
   * @return by id; guests that didn't tell by then are not in it
   */
  synchronized Map<String, FileSystems> read(List<String> ids, Deadline deadline) {
    silent.keySet().retainAll(ids);
    Map<String, FileSystems> told = new HashMap<>();
    for (String id : ids) {
      if (!deadline.isOver() && isDue(id)) {
        ask(id, deadline, told);
      }
    }
    return told;
  }

  private boolean isDue(String id) {
    Silence silence = silent.get(id);
    return silence == null || !clock.instant().isBefore(silence.until());
  }

  private void ask(String id, Deadline deadline, Map<String, FileSystems> told) {
    CompletableFuture<Map<String, Object>> answer = worker.ask(connect -> ask(connect, id));
    long patience = Math.min(PATIENCE.toNanos(), deadline.remaining().toNanos());
    try {
      Map<String, Object> figures = answer.get(patience, TimeUnit.NANOSECONDS);
      // No list at all is libvirt's way to say that the agent didn't answer in the time that is
      // set.
      if (figures.containsKey("fs.count")) {
        silent.remove(id);
        told.put(id, sum(figures));
      }
    } catch (TimeoutException e) {
      worker.abandon();
      worker = maker.get();
      fellSilent(id);
    } catch (ExecutionException e) {
      LOG.debug("the agent of guest {} tells nothing", id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fellSilent(String id) {
    Silence before = silent.get(id);
    Duration pause = before == null ? FIRST_PAUSE : before.pause().multipliedBy(2);
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    silent.put(id, new Silence(pause, clock.instant().plus(pause)));
    if (before == null) {
      LOG.warn(
          "the agent in guest {} doesn't answer; it is asked again after a pause that doubles, and"
              + " the guest has no disks.* until then",
          id);
    }
  }

  private static Map<String, Object> ask(LibvirtConnect connect, String id)
      throws HypervisorException {
    Pointer domain = connect.domain(id);
    PointerByReference list = new PointerByReference();
    IntByReference count = new IntByReference();
    LibvirtCalls calls = LibvirtCalls.get();
    if (domain == null || calls.virDomainGetGuestInfo(domain, FILE_SYSTEMS, list, count, 0) < 0) {
      throw new HypervisorException(
          domain == null ? "the guest is gone" : calls.virGetLastErrorMessage());
    }
    try {
      return TypedParameters.of(list.getValue(), count.getValue());
    } finally {
      free(calls, list.getValue(), count.getValue());
    }
  }

  private static void free(LibvirtCalls calls, @Nullable Pointer list, int count) {
    if (list != null) {
      calls.virTypedParamsFree(list, count);
    }
  }

  /** A file system that tells no size doesn't count. */
  static FileSystems sum(Map<String, Object> figures) {
    long total = 0;
    long used = 0;
    for (Map.Entry<String, Object> figure : figures.entrySet()) {
      if (figure.getValue() instanceof Long bytes) {
        total += figure.getKey().matches("fs\\.\\d+\\.total-bytes") ? bytes : 0;
        used += figure.getKey().matches("fs\\.\\d+\\.used-bytes") ? bytes : 0;
      }
    }
    return new FileSystems(total, used);
  }

  @Override
  public synchronized void close() {
    worker.end();
  }
}
