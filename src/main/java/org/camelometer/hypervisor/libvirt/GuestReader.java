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

  private static final String TAKEN =
      "another call to libvirt has it, such as one that takes a device from it";

  private final Workers workers;
  private final StuckGuests stuck;
  private final GuestProcesses processes;
  private final UnaskedReading unasked;
  private final Notice notice = new Notice();

  GuestReader(Workers workers, StuckGuests stuck, GuestProcesses processes) {
    this.workers = workers;
    this.stuck = stuck;
    this.processes = processes;
    this.unasked = new UnaskedReading(workers, processes);
  }

  /**
   * Reads.
   *
   * @param running the states of all guests that run, by their id
   * @throws HypervisorException if not one could be read, and libvirt says why
   */
  Map<String, GuestReading> read(
      Map<String, DomainStatistics> running, UnaskedReading.Question statistics, Deadline deadline)
      throws HypervisorException {
    lookAtProcesses(running);
    Deadline end = Deadline.in(part(deadline.remaining()));
    List<String> answering = those(running.keySet(), id -> !stuck.contains(id));
    BulkReading reading =
        new BulkReading(workers, asking(statistics), PATIENCE.within(end.remaining()), end);
    BulkReading.Outcome outcome = reading.read(answering, due(running.keySet(), statistics));
    Map<String, GuestReading> readings = new HashMap<>();
    outcome
        .hanging()
        .forEach((id, time) -> stuck.hung(id, name(running, id), stuck.waitedFor(time)));
    outcome.answers().forEach((id, answer) -> keep(id, answer, readings));
    Map<String, Answer> answers = outcome.answers();
    List<String> busy =
        those(answers.keySet(), id -> !readings.containsKey(id) && !stuck.contains(id));
    settleBusy(busy, running, statistics, answers, readings);
    List<String> silent =
        those(
            running.keySet(),
            id -> !readings.containsKey(id) && (stuck.contains(id) || answers.containsKey(id)));
    readings.putAll(unasked.read(silent, statistics, deadline));
    notice.tell(running.size(), outcome.unread().size(), outcome.failure());
    if (readings.isEmpty() && outcome.failure().isPresent()) {
      throw outcome.failure().get();
    }
    return readings;
  }

  /** The states of guests that don't run, and the sizes of their disks. */
  Map<String, GuestReading> readStopped(
      List<String> stopped, UnaskedReading.Question statistics, Deadline deadline) {
    return unasked.readStopped(stopped, statistics, deadline);
  }

  /**
   * Reads one guest, whatever it does. One that is about to stop is not asked: its process ends
   * before it answers.
   */
  Map<String, GuestReading> readOne(
      DomainStatistics state, UnaskedReading.Question statistics, Deadline deadline) {
    String id = state.domainId();
    if (state.run() < 0) {
      return unasked.readStopped(List.of(id), statistics, deadline);
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
      readings.putAll(unasked.read(List.of(id), statistics, deadline));
    }
    return readings;
  }

  /** A guest whose process was stopped while it was asked has been waited for long enough. */
  private BulkReading.Question asking(UnaskedReading.Question statistics) {
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
  private List<String> due(Collection<String> running, UnaskedReading.Question statistics) {
    List<String> due =
        those(running, id -> stuck.contains(id) && stuck.isDue(id) && !isStopped(id));
    if (due.isEmpty()) {
      return due;
    }
    Map<String, Duration> waits = waits(due, statistics);
    return those(due, id -> !waits.containsKey(id));
  }

  private Map<String, Duration> waits(List<String> ids, UnaskedReading.Question statistics) {
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

  /**
   * Guests that are busy with another call: where nobody waits for one, what it told is all that
   * its driver tells; where somebody has been waiting for long, or a call has it that asks nothing,
   * it doesn't answer.
   */
  private void settleBusy(
      List<String> busy,
      Map<String, DomainStatistics> running,
      UnaskedReading.Question statistics,
      Map<String, Answer> answers,
      Map<String, GuestReading> readings) {
    if (busy.isEmpty()) {
      return;
    }
    Map<String, Duration> waits = waits(busy, statistics);
    for (String id : busy) {
      Duration time = waits.get(id);
      Answer answer = answers.get(id);
      if (time != null && time.compareTo(PATIENCE.stuck()) >= 0) {
        stuck.found(id, name(running, id), stuck.waitedFor(time));
      } else if (time != null && time.isZero()) {
        stuck.found(id, name(running, id), TAKEN);
      } else if (time == null && answer != null) {
        keep(id, new Answer(answer.reading(), false), readings);
      }
    }
  }
}
