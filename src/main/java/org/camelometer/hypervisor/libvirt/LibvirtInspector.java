package org.camelometer.hypervisor.libvirt;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.FileSystems;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.hypervisor.Reading;
import org.camelometer.poll.Deadline;
import org.camelometer.poll.StuckResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guests through libvirt. A reading is one call for all states and one for the figures of every 16
 * guests, over as many connections as are set; the XML of a guest is read when it is new or
 * changed.
 */
public final class LibvirtInspector implements Inspector {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtInspector.class);

  /** For a guest that may be about to go. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Reachability libvirt;
  private final LongSupplier nanos;
  private final Workers workers;
  private final DomainDirectory directory = new DomainDirectory();
  private final Watch watch;
  private final StuckGuests stuck;
  private final GuestAgents agents;
  private final Executor asking = LibvirtInspector::inThread;
  private final Balloons balloons;
  private final List<Shortcut> shortcuts;
  private final GuestReader reader;
  private final Map<String, GuestState> turns = new ConcurrentHashMap<>();
  private final ReentrantLock turn = new ReentrantLock(true);

  /** Guests of the libvirt that the settings name. */
  public LibvirtInspector(LibvirtSettings settings, Clock clock) {
    this(
        settings,
        LibvirtLibrary.NAME,
        System::nanoTime,
        clock,
        GuestProcesses.ofLibvirt(settings.uri()));
  }

  LibvirtInspector(
      LibvirtSettings settings,
      String library,
      LongSupplier nanos,
      Clock clock,
      GuestProcesses processes) {
    this.nanos = nanos;
    this.libvirt = new Reachability(settings.uri(), nanos);
    this.workers = new Workers(settings.connections(), () -> worker(library, "libvirt-reader"));
    this.watch = new Watch(() -> worker(library, "libvirt-watch"), directory);
    this.stuck = new StuckGuests(clock);
    Reachability writable =
        new Reachability(
            settings.uri(), "reached for writing", "no agent in a guest is asked", nanos);
    this.agents =
        new GuestAgents(
            () -> new Worker(new LibvirtConnection(writable, library, false), "libvirt-agents"),
            clock,
            stuck::contains);
    this.balloons = new Balloons(processes, directory::withoutBalloonPeriod, nanos);
    this.shortcuts = List.of(new VirtualCpus(processes), balloons);
    this.reader = new GuestReader(workers, stuck, processes);
  }

  private Worker worker(String library, String name) {
    return new Worker(new LibvirtConnection(libvirt, library), name);
  }

  @Override
  public List<Guest> guests(Deadline deadline) throws HypervisorException {
    watch.ensure(Deadline.in(deadline.remaining().dividedBy(2)));
    List<Guest> guests =
        unasked(connect -> directory.describe(connect, States.of(connect)), deadline);
    guests.sort(Comparator.comparing(Guest::name).thenComparing(Guest::id));
    return guests;
  }

  /** Makes a call that asks no guest: where it has no answer, libvirt itself hangs. */
  private <T> T unasked(LibvirtConnection.Call<T> call, Deadline deadline)
      throws HypervisorException {
    try {
      T answer = workers.ask(call, deadline);
      libvirt.answered();
      return answer;
    } catch (NoAnswerException e) {
      throw libvirt.silent(e);
    } catch (HypervisorException e) {
      throw libvirt.known(e);
    }
  }

  @Override
  public Reading read(Set<Figures> wanted, Deadline deadline) throws HypervisorException {
    return inTurn(deadline, () -> readStates(unasked(States::of, deadline), wanted, deadline));
  }

  @Override
  public Reading readOne(Guest guest, Set<Figures> wanted, Deadline deadline)
      throws HypervisorException {
    return inTurn(
        deadline,
        () -> {
          Map<String, GuestReading> readings = new HashMap<>();
          for (DomainStatistics state :
              workers.ask(connect -> States.of(connect, guest.id()), deadline)) {
            readings.putAll(reader.readOne(state, statistics(wanted, Set.of()), deadline));
          }
          return new Reading(readings);
        });
  }

  @Override
  public void watch(Consumer<Guest> changes) {
    watch.tell(id -> described(id).filter(this::isNews).ifPresent(changes));
  }

  /** A guest that is destroyed turns twice, and may be off both times. */
  private boolean isNews(Guest guest) {
    GuestState before = turns.put(guest.id(), guest.state());
    return guest.state() != GuestState.SHUTOFF || before != GuestState.SHUTOFF;
  }

  private Optional<Guest> described(String id) {
    try {
      return workers.ask(connect -> describeOne(connect, id), Deadline.in(SOON));
    } catch (HypervisorException e) {
      LOG.debug("guest {} changed, and can't be described", id, e);
      return Optional.empty();
    }
  }

  private Optional<Guest> describeOne(LibvirtConnect connect, String id)
      throws HypervisorException {
    List<DomainStatistics> states = States.of(connect, id);
    return states.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(directory.describe(connect, states.get(0)));
  }

  private interface Look {
    Reading read() throws HypervisorException;
  }

  /** Readings take turns, so that they don't use more connections than are set. */
  private Reading inTurn(Deadline deadline, Look look) throws HypervisorException {
    try {
      if (!turn.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HypervisorException(
            "libvirt at %s is still being read for an earlier cycle".formatted(libvirt.uri()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HypervisorException("interrupted before libvirt was read", e);
    }
    try {
      return look.read();
    } finally {
      turn.unlock();
    }
  }

  private Reading readStates(List<DomainStatistics> states, Set<Figures> wanted, Deadline deadline)
      throws HypervisorException {
    Map<String, DomainStatistics> running = new LinkedHashMap<>();
    List<String> stopped = new ArrayList<>();
    for (DomainStatistics state : states) {
      if (state.run() >= 0) {
        running.put(state.domainId(), state);
      } else {
        stopped.add(state.domainId());
      }
    }
    CompletableFuture<Map<String, FileSystems>> told =
        wanted.contains(Figures.FILE_SYSTEMS) ? askAgents(deadline) : noAgents();
    Set<String> all = new HashSet<>(running.keySet());
    all.addAll(stopped);
    balloons.keep(all);
    turns.keySet().retainAll(stopped); // those that run may stop without having been told to begin
    Statistics statistics = statistics(wanted, all);
    Map<String, GuestReading> readings = reader.read(running, statistics, deadline);
    readings.forEach((id, reading) -> directory.counted(id, reading.cpu().online()));
    readings.putAll(reader.readStopped(stopped, statistics, deadline));
    told.join()
        .forEach((id, systems) -> readings.computeIfPresent(id, (i, one) -> one.with(systems)));
    return new Reading(readings);
  }

  /** While the others are read; a guest decides how long its agent takes. */
  private CompletableFuture<Map<String, FileSystems>> askAgents(Deadline deadline) {
    Deadline half = Deadline.in(deadline.remaining().dividedBy(2));
    return CompletableFuture.supplyAsync(() -> agents.read(directory.withAgent(), half), asking);
  }

  private static void inThread(Runnable task) {
    Thread thread = new Thread(task, "libvirt-agents-round");
    thread.setDaemon(true);
    thread.start();
  }

  private static CompletableFuture<Map<String, FileSystems>> noAgents() {
    return CompletableFuture.completedFuture(Map.of());
  }

  private Statistics statistics(Set<Figures> wanted, Set<String> all) {
    return new Statistics(Groups.of(wanted), nanos, shortcuts, all);
  }

  /** How many connections read guests, those included whose call hangs. */
  int connections() {
    return workers.count();
  }

  @Override
  public List<StuckResource> stuck() {
    return stuck.list();
  }

  @Override
  public void close() {
    watch.close();
    workers.close();
    agents.close();
  }
}
