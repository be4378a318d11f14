package org.camelometer.poll;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * What one pollster has read in one tick: each resource once, whichever source asked first. Later
 * sources get the very same samples, message ids included. For any number of threads.
 */
final class SharedReading {
  private final Pollster pollster;
  private final Tick tick;
  private final Map<Resource, List<Sample>> samples = new LinkedHashMap<>();
  private final Map<Resource, String> unreadable = new LinkedHashMap<>();
  private @Nullable Exception failure;

  private SharedReading(Pollster pollster, Tick tick) {
    this.pollster = pollster;
    this.tick = tick;
  }

  /** The reading that all sources of this tick share. */
  static SharedReading of(Pollster pollster, Tick tick) {
    try {
      return tick.once(new Question(pollster), () -> new SharedReading(pollster, tick));
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Reads those resources that nobody has read in this tick, and answers for all, or for them. */
  synchronized Answer read(List<Resource> wanted, Sharing sharing) {
    List<Resource> unread = wanted.stream().filter(r -> !samples.containsKey(r)).toList();
    if (!unread.isEmpty()) {
      unread.forEach(resource -> samples.put(resource, new ArrayList<>(1)));
      poll(unread);
    }
    List<Sample> read = new ArrayList<>(wanted.size());
    Map<Resource, String> failed = new LinkedHashMap<>();
    for (Resource resource : sharing == Sharing.FIRST_ALONE ? unread : wanted) {
      read.addAll(samples.getOrDefault(resource, List.of()));
    }
    for (Resource resource : wanted) {
      Optional.ofNullable(unreadable.get(resource)).ifPresent(why -> failed.put(resource, why));
    }
    return new Answer(read, failed, Optional.ofNullable(failure));
  }

  /** A pollster may be anybody's: whatever it throws ends here, as it would end the timer else. */
  private void poll(List<Resource> resources) {
    try {
      pollster.poll(
          tick,
          resources,
          (resource, sample) ->
              samples.computeIfAbsent(resource, r -> new ArrayList<>(1)).add(sample));
    } catch (UnreadableResourcesException e) {
      String reason = String.valueOf(e.getMessage());
      e.resources().forEach(resource -> unreadable.put(resource, reason));
    } catch (Exception e) {
      failure = e;
    } catch (Throwable e) {
      failure = new BrokenExtensionException(e);
    }
  }

  /**
   * What a source gets.
   *
   * @param samples what was read, also where something failed later
   * @param unreadable what is to be set aside, with the reason
   * @param failure why the pollster failed as a whole, if it did
   */
  record Answer(
      List<Sample> samples, Map<Resource, String> unreadable, Optional<Exception> failure) {}

  private record Question(Pollster pollster) {}
}
