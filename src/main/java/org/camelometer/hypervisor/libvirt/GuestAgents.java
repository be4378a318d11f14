package org.camelometer.hypervisor.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
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
 * guest takes long; that guest is then left alone for a while ({@link SilentAgents}). For one
 * thread at a time.
 */
final class GuestAgents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuestAgents.class);
  private static final int FILE_SYSTEMS = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Supplier<Worker> maker;
  private final Predicate<String> stuck;
  private final Question question;
  private final SilentAgents silent;
  private volatile Worker worker;
  private volatile boolean asking;
  private volatile boolean closed;
  private boolean forbidden;

  /** What is asked of libvirt. */
  interface Question {
    Told of(LibvirtConnect connect, String id) throws HypervisorException;
  }

  /**
   * What libvirt says of a guest.
   *
   * @param isAllowed whether this connection may ask agents at all
   * @param figures by libvirt's names
   */
  record Told(boolean isAllowed, Map<String, Object> figures) {}

  /**
   * Connects to nothing yet.
   *
   * @param stuck whether a guest is known not to answer, so that its agent can't either
   */
  GuestAgents(Supplier<Worker> maker, Clock clock, Predicate<String> stuck) {
    this(maker, clock, stuck, GuestAgents::ask);
  }

  GuestAgents(Supplier<Worker> maker, Clock clock, Predicate<String> stuck, Question question) {
    this.maker = maker;
    this.stuck = stuck;
    this.silent = new SilentAgents(clock);
    this.question = question;
    this.worker = maker.get();
  }

  /**
   * Asks one guest after the other.
   *
   * @param guests the names of guests whose agent is connected, by their id
   * @return by id; guests that didn't tell by then are not in it
   */
  synchronized Map<String, FileSystems> read(Map<String, String> guests, Deadline deadline) {
    silent.keep(guests.keySet());
    Map<String, FileSystems> systems = new HashMap<>();
    for (Map.Entry<String, String> guest : guests.entrySet()) {
      String id = guest.getKey();
      if (!closed && !deadline.isOver() && silent.isDue(id) && !stuck.test(id)) {
        Optional<Told> told = ask(id, guest.getValue(), deadline);
        if (told.isPresent() && !told.get().isAllowed()) {
          break; // nor would it be for the others
        }
        told.filter(GuestAgents::isAnswer).ifPresent(one -> systems.put(id, sum(one.figures())));
      }
    }
    return systems;
  }

  private Optional<Told> ask(String id, String name, Deadline deadline) {
    asking = true;
    CompletableFuture<Told> answer = worker.ask(connect -> question.of(connect, id));
    long patience = Math.min(PATIENCE.toNanos(), deadline.remaining().toNanos());
    try {
      Told told = answer.get(patience, TimeUnit.NANOSECONDS);
      allowed(told.isAllowed());
      if (isAnswer(told)) {
        silent.answered(id, name);
      }
      return Optional.of(told);
    } catch (TimeoutException e) {
      worker.abandon();
      worker = maker.get();
      if (!stuck.test(id)) { // else it was found out meanwhile, and is said of the guest
        silent.fellSilent(id, name);
      }
    } catch (ExecutionException e) {
      LOG.debug("the agent of guest {} ({}) tells nothing", name, id, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking = false;
    }
    return Optional.empty();
  }

  /**
   * No list at all is libvirt's way to say that the agent didn't answer in the time that is set.
   */
  private static boolean isAnswer(Told told) {
    return told.figures().containsKey("fs.count");
  }

  private void allowed(boolean isAllowed) {
    if (isAllowed && forbidden) {
      LOG.info("libvirt at {} lets agents in guests be asked again", worker.uri());
    } else if (!isAllowed && !forbidden) {
      LOG.warn(
          "libvirt at {} doesn't allow connections that write, and lets no others ask agents in"
              + " guests, so disks.* are absent; let camelometer.libvirt.uri name libvirt's"
              + " read-write socket (libvirt-sock, not libvirt-sock-ro), or poll no disks.*",
          worker.uri());
    }
    forbidden = !isAllowed;
  }

  private static Told ask(LibvirtConnect connect, String id) throws HypervisorException {
    Pointer domain = connect.domain(id);
    PointerByReference list = new PointerByReference();
    IntByReference count = new IntByReference();
    LibvirtCalls calls = LibvirtCalls.get();
    if (domain == null) {
      throw new HypervisorException("the guest is gone");
    }
    if (calls.virDomainGetGuestInfo(domain, FILE_SYSTEMS, list, count, 0) < 0) {
      if (calls.virGetLastErrorCode() == LibvirtCalls.OPERATION_DENIED) {
        return new Told(false, Map.of());
      }
      throw new HypervisorException(calls.virGetLastErrorMessage());
    }
    try {
      return new Told(true, TypedParameters.of(list.getValue(), count.getValue()));
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
  public void close() {
    closed = true;
    if (asking) {
      worker.abandon();
    } else {
      worker.end();
    }
  }
}
