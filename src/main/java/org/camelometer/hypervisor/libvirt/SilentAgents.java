package org.camelometer.hypervisor.libvirt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents in guests that don't answer. Each is said once when it falls silent and once when it
 * answers again, and is left alone for a pause that doubles. For one thread.
 */
final class SilentAgents {
  private static final Logger LOG = LoggerFactory.getLogger(SilentAgents.class);

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final Clock clock;
  private final Map<String, Silence> silent = new HashMap<>();

  SilentAgents(Clock clock) {
    this.clock = clock;
  }

  /**
   * One silence.
   *
   * @param pause zero while the agent isn't connected
   * @param until when it is asked next; when it went, if it isn't connected
   */
  private record Silence(Instant since, Duration pause, Instant until) {
    Silence left(Instant now) {
      return pause.isZero() ? this : new Silence(since, Duration.ZERO, now);
    }
  }

  /**
   * Learns which agents are connected. One that comes back is asked at once, as its guest may have
   * begun anew, but its silence goes on until it answers: connections of silent agents come and go.
   */
  void keep(Set<String> connected) {
    Instant now = clock.instant();
    silent.replaceAll((id, one) -> connected.contains(id) ? one : one.left(now));
    silent
        .entrySet()
        .removeIf(
            entry ->
                !connected.contains(entry.getKey())
                    && entry.getValue().until().plus(LONGEST_PAUSE).isBefore(now));
  }

  /** Whether it is time to ask an agent. */
  boolean isDue(String id) {
    Silence silence = silent.get(id);
    return silence == null || !clock.instant().isBefore(silence.until());
  }

  /** Notes an agent that was asked in vain. */
  void fellSilent(String id, String name) {
    Instant now = clock.instant();
    Silence before = silent.get(id);
    Duration pause =
        before == null || before.pause().isZero() ? FIRST_PAUSE : before.pause().multipliedBy(2);
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    silent.put(id, new Silence(before == null ? now : before.since(), pause, now.plus(pause)));
    if (before == null) {
      LOG.warn(
          "the agent in guest {} ({}) doesn't answer; it is asked again after a pause that doubles,"
              + " and the guest has no disks.* until then",
          name,
          id);
    }
  }

  /** Notes an agent that answered. */
  void answered(String id, String name) {
    Silence before = silent.remove(id);
    if (before != null) {
      Duration time = Duration.between(before.since(), clock.instant());
      LOG.info("the agent in guest {} ({}) answers again, after {} s", name, id, time.toSeconds());
    }
  }
}
