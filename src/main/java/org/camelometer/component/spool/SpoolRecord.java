package org.camelometer.component.spool;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in a spool's file, for those who look into it.
 *
 * @param id its number
 * @param since when it was put in
 * @param attempts how often it was tried in vain, as far as that was noted
 * @param units how many things it stands for
 * @param size what it takes of the spool's limit, in bytes
 * @param reason why it was set apart; null if it wasn't
 * @param headers those that are kept
 * @param body not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record SpoolRecord(
    long id,
    Instant since,
    int attempts,
    int units,
    long size,
    @Nullable String reason,
    Map<String, Object> headers,
    byte[] body) {

  static SpoolRecord of(Spooled message) {
    Entry entry = message.entry();
    return new SpoolRecord(
        message.id(),
        Instant.ofEpochMilli(message.since()),
        message.attempts(),
        entry.units(),
        entry.size(),
        message.reason(),
        entry.headers(),
        entry.body());
  }
}
