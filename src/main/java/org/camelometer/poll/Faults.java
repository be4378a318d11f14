package org.camelometer.poll;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Says once that something fails, once that it fails otherwise, and once that it works again,
 * however often it is tried between. Things that fail for the same reason are one failure, said for
 * the first of them; what is {@link AlreadySaid} is not said here. For any number of threads.
 */
final class Faults {
  private final Logger log;
  private final Map<String, String> failing = new HashMap<>();

  /** Of each reason, the thing for which it was said. */
  private final Map<String, String> said = new HashMap<>();

  Faults(Logger log) {
    this.log = log;
  }

  /** Notes how a thing went: why it failed, or empty if it worked. */
  synchronized void note(String thing, Optional<? extends Exception> failure) {
    if (failure.isPresent()) {
      fails(thing, failure.get());
    } else if (!failing.isEmpty()) {
      works(thing);
    }
  }

  /** Whether anything fails at present. */
  synchronized boolean any() {
    return !failing.isEmpty();
  }

  private void fails(String thing, Exception failure) {
    String reason = reason(failure);
    String before = failing.put(thing, reason);
    if (before != null && !before.equals(reason)) {
      forget(before);
    }
    if (isSaid(failure)) {
      log.debug("{} failed: {}", thing, reason);
    } else if (said.putIfAbsent(reason, thing) == null) {
      log.warn("{} fails: {}. It is tried again at every tick.", thing, reason);
      log.debug("{} failed", thing, failure);
    }
  }

  private void works(String thing) {
    String reason = failing.remove(thing);
    String first = reason == null ? null : forget(reason);
    if (first != null) {
      log.info("{} works again.", first);
    }
  }

  /** The thing for which a reason was said, once nothing fails for it any more. */
  private @Nullable String forget(String reason) {
    return failing.containsValue(reason) ? null : said.remove(reason);
  }

  private static boolean isSaid(Exception failure) {
    return failure instanceof AlreadySaid || failure.getCause() instanceof AlreadySaid;
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
