package org.camelometer.component.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a spool keeps messages.
 *
 * @param file where
 * @param maxBytes how much it may hold
 * @param policy what becomes of a message for which there is no room
 * @param patience how long a producer waits for room, and for the disk
 */
record SpoolSettings(Path file, long maxBytes, OverflowPolicy policy, Duration patience) {

  /** What messages that can't be delivered may take if nobody says anything else. */
  long quarantineBytes() {
    return maxBytes / 10;
  }
}
