package org.camelometer.component.spool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a spool has in it and what became of the rest. All figures but {@code count}, {@code bytes}
 * and {@code quarantineCount} are units, of which a message says itself how many it stands for
 * ({@link SpoolConstants#UNITS}). Always {@code accepted = delivered + refused + dropped +
 * quarantined + lost + pending}; what was turned away was never in it.
 *
 * @param count messages that wait to be delivered
 * @param bytes what they take of the spool's limit
 * @param pending units that wait to be delivered
 * @param oldest when the oldest of them was put in; null if there is none
 * @param accepted were ever put in
 * @param delivered a consumer's route succeeded with them
 * @param refused a consumer's route succeeded with the rest of their message
 * @param dropped made room for newer ones, or were dropped by hand
 * @param quarantined were set apart, whether they still are there or not
 * @param lost were in a file that was damaged
 * @param turnedAway were not taken in: it had no room, or its disk
 * @param quarantineCount messages that stand apart now
 * @param quarantineUnits units that stand apart now
 */
public record SpoolStatus(
    long count,
    long bytes,
    long pending,
    @Nullable Instant oldest,
    long accepted,
    long delivered,
    long refused,
    long dropped,
    long quarantined,
    long lost,
    long turnedAway,
    long quarantineCount,
    long quarantineUnits) {

  static SpoolStatus of(Content content, Span span) {
    Totals totals = content.totals();
    return new SpoolStatus(
        content.queue().count(),
        content.queue().bytes(),
        totals.pending(),
        content.queue().count() == 0 ? null : Instant.ofEpochMilli(span.since()),
        totals.accepted(),
        totals.delivered(),
        totals.refused(),
        totals.dropped(),
        totals.quarantined(),
        totals.lost(),
        totals.turnedAway(),
        content.apart().count(),
        content.apart().units());
  }
}
