package org.camelometer.poll;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a source keeps up with its interval. Said once when a cycle takes longer, and once when none
 * does any more. For any number of threads.
 */
public final class Pace {
  private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

  private final String source;
  private final Duration interval;
  private long cycles;
  private long overruns;
  private long incomplete;
  private Duration last = Duration.ZERO;
  private boolean late;

  Pace(String source, Duration interval) {
    this.source = source;
    this.interval = interval;
  }

  /**
   * Notes that a cycle ended.
   *
   * @param time how long it took, from its tick until all was read and handed on
   * @param isComplete whether no discovery and no pollster failed in it
   */
  synchronized void ended(Duration time, boolean isComplete) {
    cycles++;
    incomplete += isComplete ? 0 : 1;
    last = time;
    boolean overrun = time.compareTo(interval) > 0;
    overruns += overrun ? 1 : 0;
    if (overrun && !late) {
      LOG.warn(
          "Source '{}' took {} s for a cycle, and its interval is {} s: ticks meanwhile are left"
              + " out. Poll fewer meters or less often; JMX counts such cycles.",
          source,
          time.toMillis() / 1000.0,
          interval.toSeconds());
    } else if (!overrun && late) {
      LOG.info(
          "Source '{}' keeps up with its interval of {} s again.", source, interval.toSeconds());
    }
    late = overrun;
  }

  /** Cycles that came to their end. */
  public synchronized long cycles() {
    return cycles;
  }

  /** Those of them that took longer than the interval. */
  public synchronized long overruns() {
    return overruns;
  }

  /** Those of them in which a discovery or a pollster failed. */
  public synchronized long incomplete() {
    return incomplete;
  }

  /** How long the latest of them took. */
  public synchronized Duration last() {
    return last;
  }
}
