package org.camelometer.poll;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Says once that something fails, once that it fails otherwise, and once that it works again,
 * however often it is tried between. For any number of threads.
 */
final class Faults {
  private final Logger log;
  private final Map<String, String> failing = new ConcurrentHashMap<>();

  Faults(Logger log) {
    this.log = log;
  }

  /** Notes how a thing went: why it failed, or empty if it worked. */
  void note(String thing, Optional<? extends Exception> failure) {
    if (failure.isPresent()) {
      String reason = reason(failure.get());
      if (!reason.equals(failing.put(thing, reason))) {
        log.warn("{} fails: {}. It is tried again at every tick.", thing, reason);
        log.debug("{} failed", thing, failure.get());
      }
    } else if (!failing.isEmpty() && failing.remove(thing) != null) {
      log.info("{} works again.", thing);
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
