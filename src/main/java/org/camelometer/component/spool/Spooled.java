package org.camelometer.component.spool;

import org.jspecify.annotations.Nullable;

/**
 * A message in a spool.
 *
 * @param id its number, above those of all that were put in before
 * @param since when it was put in, in milliseconds since 1970
 * @param attempts how often it was tried in vain, as far as that was noted
 * @param reason why it was set apart; null if it wasn't
 */
record Spooled(long id, long since, int attempts, Entry entry, @Nullable String reason) {}
