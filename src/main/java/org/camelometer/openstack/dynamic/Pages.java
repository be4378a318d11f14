package org.camelometer.openstack.dynamic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.poll.Tick;
import org.jspecify.annotations.Nullable;

/** Asks for the pages of one answer, one after the other, and finds their entries. */
final class Pages {
  private static final int MOST_PAGES = 1000;

  /** Signs of all pages: they are in memory until the last of them has come. */
  private static final long MOST_SIGNS = 64L << 20;

  private final Origin origin;
  private final Place place;
  private final Tick tick;
  private final ResponseCache cache;
  private final Duration cached;
  private final Set<String> asked = new HashSet<>();
  private final List<@Nullable Object> entries = new ArrayList<>();
  private long signs;

  /**
   * Those of one origin at one place.
   *
   * @param cached for how long an answer may be used again; zero: it is not kept
   */
  Pages(Origin origin, Place place, Tick tick, ResponseCache cache, Duration cached) {
    this.origin = origin;
    this.place = place;
    this.tick = tick;
    this.cache = cache;
    this.cached = cached;
  }

  /**
   * Reads to the last page, or as far as it goes.
   *
   * @param variables what the URL or command may name
   */
  Entries read(Map<String, @Nullable Object> variables) {
    try {
      String text = origin.location().fill(variables);
      Place.Location first = place.first(text, !origin.location().isCode());
      Optional<Place.Location> location = Optional.of(first);
      while (location.isPresent()) {
        location = page(first, location.get());
      }
      return new Entries(entries, Optional.empty());
    } catch (ReadingException e) {
      return new Entries(entries, Optional.of(e));
    }
  }

  /** Reads one page, and tells where the next one is. */
  private Optional<Place.Location> page(Place.Location first, Place.Location location)
      throws ReadingException {
    if (!asked.add(location.text())) {
      throw new ReadingException("the pages of %s lead in a circle".formatted(location.shown()));
    }
    if (asked.size() > MOST_PAGES) {
      throw new ReadingException(
          "%s has more than %d pages".formatted(location.shown(), MOST_PAGES));
    }
    Object answer = answer(location);
    if (isEmpty(answer)) {
      return Optional.empty();
    }
    Object found = entriesOf(answer);
    Optional<String> next = next(answer);
    if (found instanceof Collection<?> list) {
      entries.addAll(list);
    } else {
      entries.add(found);
    }
    return next.isEmpty() ? Optional.empty() : Optional.of(place.next(first, next.get()));
  }

  private @Nullable Object answer(Place.Location location) throws ReadingException {
    Object kept = cached.isZero() ? null : cache.get(location.text());
    if (kept != null) {
      return kept;
    }
    Duration left = tick.deadline().remaining();
    if (left.isZero()) {
      throw new ReadingException("the time of the cycle is over before everything was asked");
    }
    Duration timeout = origin.asking().timeout();
    String body =
        place.ask(location, origin.asking(), left.compareTo(timeout) < 0 ? left : timeout);
    signs += body.length();
    if (signs > MOST_SIGNS) {
      throw new ReadingException(
          "the pages of %s are larger than %d signs".formatted(location.shown(), MOST_SIGNS));
    }
    Object answer = ResponseFormat.parse(body, origin.asking().formats());
    if (!isEmpty(answer)) {
      cache.put(location.text(), answer, cached);
    }
    return answer;
  }

  private static boolean isEmpty(@Nullable Object answer) {
    return (answer instanceof Map<?, ?> map && map.isEmpty())
        || (answer instanceof Collection<?> list && list.isEmpty())
        || "".equals(answer);
  }

  private @Nullable Object entriesOf(@Nullable Object answer) throws ReadingException {
    if (answer instanceof Collection<?>) {
      return answer;
    }
    Optional<Attribute> named = origin.paging().entries();
    if (named.isPresent()) {
      return named.get().of(answer);
    }
    if (answer instanceof Map<?, ?> map) {
      return Attribute.ofKey(String.valueOf(map.keySet().iterator().next())).of(map);
    }
    throw new ReadingException("the answer is neither a list nor a mapping");
  }

  private Optional<String> next(@Nullable Object answer) throws ReadingException {
    if (origin.paging().next().isEmpty()) {
      return Optional.empty();
    }
    try {
      Object next = origin.paging().next().get().of(answer);
      if (next == null || "".equals(next)) {
        return Optional.empty();
      }
      if (next instanceof String text) {
        return Optional.of(text);
      }
      throw new ReadingException(
          "'%s' names a next page that is no text".formatted(origin.paging().next().get()));
    } catch (ReadingException e) {
      if (e.isMissing()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * What was read.
   *
   * @param failure why there may be more, if there may
   */
  record Entries(List<@Nullable Object> entries, Optional<ReadingException> failure) {}
}
