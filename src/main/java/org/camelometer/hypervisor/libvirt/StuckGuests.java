package org.camelometer.hypervisor.libvirt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.poll.StuckResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guests that don't answer. Each is said once when it is found and once when it answers again,
 * and is tried with a pause that doubles whenever a try hangs. For any number of threads.
 */
final class StuckGuests {
  private static final Logger LOG = LoggerFactory.getLogger(StuckGuests.class);

  /** How long a guest is left alone whose first try hung. */
  private static final Duration FIRST = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Clock clock;
  private final Map<String, Entry> entries = new HashMap<>();

  StuckGuests(Clock clock) {
    this.clock = clock;
  }

  private record Entry(StuckResource guest, Duration pause, Instant next) {}

  /**
   * Notes a guest that doesn't answer, and that no call is hanging at.
   *
   * @param reason why that is thought, as the rest of a sentence
   */
  synchronized void found(String id, String name, String reason) {
    if (!entries.containsKey(id)) {
      add(id, name, reason, Duration.ZERO);
    }
  }

  /** Notes a guest at which a call hung. */
  synchronized void hung(String id, String name, String reason) {
    Entry before = entries.get(id);
    if (before == null) {
      add(id, name, reason, Duration.ZERO);
    } else {
      Duration pause = before.pause().isZero() ? FIRST : before.pause().multipliedBy(2);
      pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
      entries.put(id, new Entry(before.guest(), pause, clock.instant().plus(pause)));
    }
  }

  /** Why a guest is thought not to answer that libvirt has been waiting for; of now. */
  String waitedFor(Duration time) {
    Instant since = clock.instant().minus(time).truncatedTo(ChronoUnit.SECONDS);
    return "libvirt has waited in vain for its process since " + since;
  }

  private void add(String id, String name, String reason, Duration pause) {
    Instant now = clock.instant();
    entries.put(id, new Entry(new StuckResource(id, name, now, reason), pause, now));
    LOG.warn(
        "guest {} ({}) doesn't answer: {}; it is left out of the reading of the others, and read"
            + " from its process as far as that goes, until it answers",
        name,
        id,
        reason);
  }

  /** Notes a guest that answered. */
  synchronized void answered(String id) {
    Entry before = entries.remove(id);
    if (before != null) {
      Duration time = Duration.between(before.guest().since(), clock.instant());
      LOG.info(
          "guest {} ({}) answers again, after {} s", before.guest().name(), id, time.toSeconds());
    }
  }

  synchronized boolean contains(String id) {
    return entries.containsKey(id);
  }

  /** Whether it is time to try a guest again. */
  synchronized boolean isDue(String id) {
    Entry entry = entries.get(id);
    return entry == null || !clock.instant().isBefore(entry.next());
  }

  /** Forgets those that don't run any more. */
  synchronized void keep(Collection<String> running) {
    entries
        .values()
        .removeIf(
            entry -> {
              boolean ended = !running.contains(entry.guest().id());
              if (ended) {
                LOG.info(
                    "guest {} ({}) doesn't run any more", entry.guest().name(), entry.guest().id());
              }
              return ended;
            });
  }

  /** All of them in the order of their names. */
  synchronized List<StuckResource> list() {
    return entries.values().stream()
        .map(Entry::guest)
        .sorted(Comparator.comparing(StuckResource::name))
        .toList();
  }
}
