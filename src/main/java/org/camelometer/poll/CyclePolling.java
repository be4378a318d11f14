package org.camelometer.poll;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second step of a cycle: reads, and gives out batches while it reads. What one pollster does
 * or fails to do moves no other. One per source, called by its timer.
 */
public final class CyclePolling {
  private static final Logger LOG = LoggerFactory.getLogger(CyclePolling.class);

  private final PollingSource source;
  private final SetAside setAside;
  private final Sharing sharing;
  private final int batchSize;
  private final Faults faults = new Faults(LOG);
  private final Pace pace;
  private volatile boolean incomplete;

  /**
   * Polls for one source.
   *
   * @param sharing who gets what several sources of a tick want
   * @param batchSize the most samples that a batch carries
   */
  public CyclePolling(PollingSource source, SetAside setAside, Sharing sharing, int batchSize) {
    this.source = source;
    this.setAside = setAside;
    this.sharing = sharing;
    this.batchSize = batchSize;
    this.pace = new Pace(source.name(), source.interval());
  }

  /**
   * The samples of a cycle in batches, the last of them a flush; read as the iterator goes on.
   * Nothing at all if the cycle has no tick.
   */
  public Iterator<Batch> poll(Cycle cycle) {
    setAside.forgetGone();
    if (cycle.tick().filter(tick -> tick.only().isEmpty()).isPresent()) {
      incomplete = false;
    }
    return cycle
        .tick()
        .<Iterator<Batch>>map(
            tick ->
                new BatchIterator(
                    cycle.tasks().iterator(),
                    task -> read(task, tick),
                    batchSize,
                    () -> noteEnd(tick, cycle.isComplete())))
        .orElseGet(() -> List.<Batch>of().iterator());
  }

  /** Whether the latest cycle lacks what some pollster could not read. */
  public boolean isIncomplete() {
    return incomplete;
  }

  /** How the source keeps up with its interval. */
  public Pace pace() {
    return pace;
  }

  /** A resource by itself takes no time, and says nothing of how the source keeps up. */
  private void noteEnd(Tick tick, boolean isComplete) {
    if (tick.only().isEmpty()) {
      pace.ended(tick.elapsed(), isComplete && !isIncomplete());
    }
  }

  private List<Sample> read(Cycle.Task task, Tick tick) {
    Pollster pollster = task.pollster();
    List<Resource> wanted = setAside.without(source.name(), pollster.name(), task.resources());
    SharedReading.Answer answer = SharedReading.of(pollster, tick).read(wanted, sharing);
    if (tick.only().isEmpty()) { // what can't be read of a change says nothing of the next tick
      String thing = "Pollster '%s' of source '%s'".formatted(pollster.name(), source.name());
      faults.note(thing, answer.failure());
      incomplete |= answer.failure().isPresent();
    }
    noteUnreadable(pollster, tick, wanted, answer);
    return answer.samples();
  }

  private void noteUnreadable(
      Pollster pollster, Tick tick, List<Resource> wanted, SharedReading.Answer answer) {
    long fresh = 0;
    for (Resource resource : wanted) {
      String reason = answer.unreadable().get(resource);
      if (reason == null) {
        setAside.remove(source.name(), pollster.name(), resource);
      } else if (setAside.add(
          source.name(), pollster.name(), resource, tick.time(), source.interval(), reason)) {
        fresh++;
      }
    }
    if (fresh > 0) {
      Optional<Resource> first = answer.unreadable().keySet().stream().findFirst();
      LOG.warn(
          "Pollster '{}' of source '{}' can't read {} resource(s), '{}' among them: {}. They are"
              + " set aside for a growing pause; JMX lists them.",
          pollster.name(),
          source.name(),
          fresh,
          first.map(Resource::id).orElse(""),
          first.map(answer.unreadable()::get).orElse(""));
    }
  }
}
