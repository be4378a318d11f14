package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of guests without asking them: what libvirt and the operating system have of them.
 * For any number of threads.
 */
final class UnaskedReading {
  private static final Logger LOG = LoggerFactory.getLogger(UnaskedReading.class);

  /** Such calls return at once, unless images lie on a file system that stands still. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A cycle that is over may take this much longer, to have something of guests that hang. */
  private static final Duration GRACE = Duration.ofMillis(100);

  /** Few enough that one that fails doesn't cost all guests their sizes. */
  private static final int CHUNK = 50;

  /** What is asked of libvirt, and what of it asks no guest. */
  interface Question extends BulkReading.Question {
    /** The same for guests that don't run. */
    Question ofStopped();

    /** The same without figures for which guests are asked. */
    Question withoutAsking();
  }

  private final Workers workers;
  private final GuestProcesses processes;

  UnaskedReading(Workers workers, GuestProcesses processes) {
    this.workers = workers;
    this.processes = processes;
  }

  /**
   * Of guests that run: the hypervisor's figures, and in place of others those of their process.
   */
  Map<String, GuestReading> read(List<String> ids, Question statistics, Deadline deadline) {
    Map<String, GuestReading> readings = new HashMap<>();
    tell(ids, statistics.withoutAsking(), deadline)
        .forEach(
            (id, told) ->
                readings.put(
                    id, processes.of(id).map(process -> process.complete(told)).orElse(told)));
    return readings;
  }

  /** Of guests that don't run: their states, and the sizes of their disks. */
  Map<String, GuestReading> readStopped(List<String> ids, Question statistics, Deadline deadline) {
    return tell(ids, statistics.ofStopped(), deadline);
  }

  private Map<String, GuestReading> tell(List<String> ids, Question statistics, Deadline deadline) {
    Map<String, GuestReading> told = new HashMap<>();
    for (int i = 0; i < ids.size(); i += CHUNK) {
      List<String> chunk = ids.subList(i, Math.min(i + CHUNK, ids.size()));
      try {
        workers
            .ask(connect -> statistics.figures(connect, chunk), Deadline.in(patience(deadline)))
            .forEach((id, answer) -> told.put(id, answer.reading()));
      } catch (HypervisorException e) {
        LOG.debug("libvirt tells nothing of {}", chunk, e);
      }
    }
    return told;
  }

  private static Duration patience(Deadline deadline) {
    Duration left = deadline.remaining();
    if (left.compareTo(GRACE) < 0) {
      return GRACE;
    }
    return left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
  }
}
