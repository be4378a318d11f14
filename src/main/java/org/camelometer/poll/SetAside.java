package org.camelometer.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.Resource;

/**
 * Resources that a pollster can't read, per source and pollster: left alone for a pause that
 * doubles with every failure, and taken back as soon as one reading succeeds. For any number of
 * threads.
 */
public final class SetAside {
  /** A resource is asked again at least this often, unless its interval is longer. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Clock clock;
  private final Map<Key, Entry> entries = new HashMap<>();

  public SetAside(Clock clock) {
    this.clock = clock;
  }

  /** Those of the resources whose pause, if any, is over. */
  public synchronized List<Resource> without(
      String source, String pollster, List<Resource> resources) {
    if (entries.isEmpty()) {
      return resources;
    }
    Instant now = clock.instant();
    List<Resource> readable = new ArrayList<>(resources.size());
    for (Resource resource : resources) {
      Entry entry = entries.get(new Key(source, pollster, resource));
      if (entry == null || !now.isBefore(entry.until())) {
        readable.add(resource);
      }
    }
    return readable;
  }

  /**
   * Sets a resource aside: first for two intervals, then for twice the pause before.
   *
   * @param since when the reading began that failed
   * @return whether it is new here, so that it is worth a line in the log
   */
  public synchronized boolean add(
      String source,
      String pollster,
      Resource resource,
      Instant since,
      Duration interval,
      String reason) {
    Key key = new Key(source, pollster, resource);
    Entry before = entries.get(key);
    Duration pause = before == null ? interval : before.pause();
    Duration longest = LONGEST.compareTo(interval) > 0 ? LONGEST : interval;
    pause = pause.multipliedBy(2).compareTo(longest) > 0 ? longest : pause.multipliedBy(2);
    // A tick that is due together with the end of the pause may begin a little early.
    Instant until = since.plus(pause).minus(interval.dividedBy(10));
    entries.put(key, new Entry(source, pollster, resource.id(), reason, pause, until));
    return before == null;
  }

  /** Takes a resource back that was read again. */
  public synchronized void remove(String source, String pollster, Resource resource) {
    if (!entries.isEmpty()) {
      entries.remove(new Key(source, pollster, resource));
    }
  }

  /** Forgets everything, as a reload does. */
  public synchronized void clear() {
    entries.clear();
  }

  /** Forgets resources that nobody has asked for in a long time: they are gone. */
  synchronized void forgetGone() {
    Instant old = clock.instant().minus(LONGEST.multipliedBy(2));
    entries.values().removeIf(entry -> entry.until().isBefore(old));
  }

  /** What is set aside now, for people to see. */
  public synchronized List<Entry> entries() {
    return entries.values().stream()
        .sorted(
            Comparator.comparing(Entry::source)
                .thenComparing(Entry::pollster)
                .thenComparing(Entry::resource))
        .toList();
  }

  private record Key(String source, String pollster, Resource resource) {}

  /** A resource set aside, why, for how long, and until when. */
  public record Entry(
      String source,
      String pollster,
      String resource,
      String reason,
      Duration pause,
      Instant until) {}
}
