package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the guests that run: those that answer together, those that may answer again one by one,
 * and of those that don't what libvirt and their process tell without them. For one thread at a
 * time.
 */
final class GuestReader {
  /** How long to wait for a guest at most; less where a cycle has little time. */
  private static final BulkReading.Patience PATIENCE =
      new BulkReading.Patience(Duration.ofMillis(500), Duration.ofSeconds(2));

  /** For calls that ask no guest, and so return at once. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** What of the time may be used to read; the rest is for what becomes of it. */
  private static final double SHARE = 0.9;

  private static final Logger LOG = LoggerFactory.getLogger(GuestReader.class);

  private final Workers workers;
  private final StuckGuests stuck;
  private final GuestProcesses processes;
  private final Notice notice = new Notice();

  GuestReader(Workers workers, StuckGuests stuck, GuestProcesses processes) {
    this.workers = workers;
    this.stuck = stuck;
    this.processes = processes;
  }

  /**
   * Reads.
   *
   * @param running the states of all guests that run, by their id
   * @throws HypervisorException if not one could be read, and libvirt says why
   */
  Map<String, GuestReading> read(
      Map<String, DomainStatistics> running, Statistics statistics, Deadline deadline)
      throws HypervisorException {
    lookAtProcesses(running);
    Deadline end = Deadline.in(part(deadline.remaining()));
    List<String> answering = those(running.keySet(), id -> !stuck.contains(id));
    BulkReading reading =
        new BulkReading(workers, asking(statistics), PATIENCE.within(end.remaining()), end);
    BulkReading.Outcome outcome = reading.read(answering, due(running.keySet(), statistics));
    Map<String, GuestReading> readings = new HashMap<>();
    outcome.hanging().forEach((id, time) -> stuck.hung(id, name(running, id), waited(time)));
    outcome.answers().forEach((id, answer) -> keep(id, answer, readings));
    List<String> missing = those(running.keySet(), id -> !readings.containsKey(id));
    addSilent(those(missing, id -> isSilent(id, outcome)), running, statistics, readings);
    notice.tell(running.size(), outcome.unread().size(), outcome.failure());
    if (readings.isEmpty() && outcome.failure().isPresent()) {
      throw outcome.failure().get();
    }
    return readings;
  }

  /**
   * Reads one guest, whatever it does. One that is about to stop is not asked: its process ends
   * before it answers.
   */
  Map<String, GuestReading> readOne(
      DomainStatistics state, Statistics statistics, Deadline deadline) {
    String id = state.domainId();
    if (state.run() < 0) {
      return readStopped(List.of(id), statistics);
    }
    Map<String, GuestReading> readings = new HashMap<>();
    processes.find(id, state.run());
    if (state.state() != GuestState.SHUTDOWN && !stuck.contains(id) && !isStopped(id)) {
      new BulkReading(workers, asking(statistics), PATIENCE, deadline)
          .read(List.of(id), List.of())
          .answers()
          .forEach((answering, answer) -> keep(answering, answer, readings));
    }
    if (readings.isEmpty()) {
      addSilent(List.of(id), Map.of(id, state), statistics, readings);
    }
    return readings;
  }

  /** A guest whose process was stopped while it was asked has been waited for long enough. */
  private BulkReading.Question asking(Statistics statistics) {
    return new BulkReading.Question() {
      @Override
      public Map<String, Answer> figures(LibvirtConnect connect, List<String> ids)
          throws HypervisorException {
        return statistics.figures(connect, ids);
      }

      @Override
      public Map<String, Duration> waits(LibvirtConnect connect, List<String> ids)
          throws HypervisorException {
        Map<String, Duration> waits = new HashMap<>(statistics.waits(connect, ids));
        waits.replaceAll((id, wait) -> isStopped(id) ? longer(wait, PATIENCE.stuck()) : wait);
        return waits;
      }
    };
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Duration part(Duration time) {
    return Duration.ofNanos((long) (time.toNanos() * SHARE));
  }

  private static List<String> those(Collection<String> ids, Predicate<String> which) {
    return ids.stream().filter(which).toList();
  }

  private static String name(Map<String, DomainStatistics> running, String id) {
    DomainStatistics state = running.get(id);
    return state == null ? id : state.name();
  }

  private static String waited(Duration time) {
    return "libvirt waits in vain for its process, for %d s so far".formatted(time.toSeconds());
  }

  /** Finds guests that can't answer before a call hangs at them. */
  private void lookAtProcesses(Map<String, DomainStatistics> running) {
    Map<String, Long> runs = new HashMap<>();
    running.forEach((id, state) -> runs.put(id, state.run()));
    processes.find(runs);
    stuck.keep(running.keySet());
    for (DomainStatistics state : running.values()) {
      if (isStopped(state.domainId())) {
        stuck.found(state.domainId(), state.name(), "its process is stopped");
      }
    }
  }

  private boolean isStopped(String id) {
    return processes.of(id).map(GuestProcess::isStopped).orElse(false);
  }

  /** Those that didn't answer, and may now: no call is waiting for them any more. */
  private List<String> due(Collection<String> running, Statistics statistics) {
    List<String> due =
        those(running, id -> stuck.contains(id) && stuck.isDue(id) && !isStopped(id));
    if (due.isEmpty()) {
      return due;
    }
    Map<String, Duration> waits = waits(due, statistics);
    return those(due, id -> !waits.containsKey(id));
  }

  private Map<String, Duration> waits(List<String> ids, Statistics statistics) {
    try {
      return workers.ask(connect -> statistics.waits(connect, ids), Deadline.in(SHORT));
    } catch (HypervisorException e) {
      return Map.of();
    }
  }

  private void keep(String id, Answer answer, Map<String, GuestReading> readings) {
    if (!answer.isPartial()) {
      stuck.answered(id);
      readings.put(id, answer.reading());
    }
  }

  /** Whether a guest didn't answer, rather than that the time was over before it was asked. */
  private boolean isSilent(String id, BulkReading.Outcome outcome) {
    return stuck.contains(id) || outcome.answers().containsKey(id);
  }

  /** What is known without the guests. */
  private void addSilent(
      List<String> silent,
      Map<String, DomainStatistics> running,
      Statistics statistics,
      Map<String, GuestReading> readings) {
    if (silent.isEmpty()) {
      return;
    }
    blame(those(silent, id -> !stuck.contains(id)), running, statistics);
    Map<String, GuestReading> known = withoutAsking(silent, statistics.withoutAsking());
    for (String id : silent) {
      GuestReading told = known.get(id);
      if (told != null) {
        readings.put(id, processes.of(id).map(process -> process.complete(told)).orElse(told));
      }
    }
  }

  /** The states of guests that don't run, and the sizes of their disks. */
  Map<String, GuestReading> readStopped(List<String> stopped, Statistics statistics) {
    return stopped.isEmpty() ? Map.of() : withoutAsking(stopped, statistics.ofStopped());
  }

  /** What a call tells that no guest can hold up; nothing if it fails all the same. */
  private Map<String, GuestReading> withoutAsking(List<String> ids, Statistics statistics) {
    Map<String, GuestReading> known = new HashMap<>();
    try {
      workers
          .ask(connect -> statistics.figures(connect, ids), Deadline.in(SHORT))
          .forEach((id, answer) -> known.put(id, answer.reading()));
    } catch (HypervisorException e) {
      LOG.debug("libvirt tells nothing of {}", ids, e);
    }
    return known;
  }

  /** Another client's call keeps these busy; if it has been waiting for long, they are stuck. */
  private void blame(
      List<String> busy, Map<String, DomainStatistics> running, Statistics statistics) {
    if (!busy.isEmpty()) {
      waits(busy, statistics)
          .forEach(
              (id, time) -> {
                if (time.compareTo(PATIENCE.stuck()) >= 0) {
                  stuck.found(id, name(running, id), waited(time));
                }
              });
    }
  }
}
