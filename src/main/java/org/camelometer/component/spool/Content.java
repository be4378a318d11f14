package org.camelometer.component.spool;

/**
 * What a store has in it, and what became of the rest.
 *
 * @param count messages
 * @param bytes what they take of the limit
 */
record Content(long count, long bytes, Totals totals) {

  Content with(Entry entry) {
    return new Content(count + 1, bytes + entry.size(), totals.accepted(entry.units()));
  }

  /** Without a message that takes so many bytes. */
  Content without(long size, Totals then) {
    return new Content(count - 1, bytes - size, then);
  }
}
