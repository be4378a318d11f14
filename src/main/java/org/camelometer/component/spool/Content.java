package org.camelometer.component.spool;

/**
 * What a store has in it, and what became of the rest.
 *
 * @param queue what waits to be delivered
 * @param apart what can't be delivered
 */
record Content(Share queue, Share apart, Totals totals) {
  static final Content NONE = new Content(Share.NONE, Share.NONE, Totals.NONE);

  /**
   * Some messages.
   *
   * @param count how many
   * @param bytes what they take of the limit
   * @param units what they stand for
   */
  record Share(long count, long bytes, long units) {
    static final Share NONE = new Share(0, 0, 0);

    Share plus(long size, long more) {
      return new Share(count + 1, bytes + size, units + more);
    }

    Share minus(long size, long fewer) {
      return new Share(count - 1, bytes - size, units - fewer);
    }
  }

  Content accepted(long size, long units) {
    return new Content(queue.plus(size, units), apart, totals.accepted(units));
  }

  /**
   * Without a message that was delivered.
   *
   * @param refused those of its units that were not; as many as it has at most
   */
  Content delivered(long size, long units, long refused) {
    long not = Math.max(0, Math.min(units, refused));
    return new Content(queue.minus(size, units), apart, totals.delivered(units - not).refused(not));
  }

  Content dropped(long size, long units) {
    return new Content(queue.minus(size, units), apart, totals.dropped(units));
  }

  Content setApart(long size, long units) {
    return new Content(
        queue.minus(size, units), apart.plus(size, units), totals.quarantined(units));
  }

  /** With a message that was apart and shall be tried again. */
  Content retried(long size, long units) {
    return new Content(
        queue.plus(size, units), apart.minus(size, units), totals.quarantined(-units));
  }

  /** Without a message that was apart; it stays counted as such. */
  Content forgotten(long size, long units) {
    return new Content(queue, apart.minus(size, units), totals);
  }

  /** With units that were not taken in. */
  Content turnedAway(long units) {
    return with(totals.turnedAway(units));
  }

  Content with(Totals others) {
    return new Content(queue, apart, others);
  }
}
