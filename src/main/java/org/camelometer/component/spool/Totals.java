package org.camelometer.component.spool;

/**
 * What became of all that was ever put into a spool, in units; what is missing of {@code accepted}
 * is in it.
 *
 * @param delivered a consumer's route succeeded with it
 * @param dropped it made room for newer
 * @param quarantined it can't be delivered, and is kept apart
 * @param lost the file was damaged
 */
record Totals(long accepted, long delivered, long dropped, long quarantined, long lost) {
  static final Totals NONE = new Totals(0, 0, 0, 0, 0);

  Totals accepted(long units) {
    return new Totals(accepted + units, delivered, dropped, quarantined, lost);
  }

  Totals delivered(long units) {
    return new Totals(accepted, delivered + units, dropped, quarantined, lost);
  }

  Totals dropped(long units) {
    return new Totals(accepted, delivered, dropped + units, quarantined, lost);
  }

  Totals quarantined(long units) {
    return new Totals(accepted, delivered, dropped, quarantined + units, lost);
  }

  Totals lost(long units) {
    return new Totals(accepted, delivered, dropped, quarantined, lost + units);
  }

  /** Of each figure the larger one. */
  Totals atLeast(Totals other) {
    return new Totals(
        Math.max(accepted, other.accepted),
        Math.max(delivered, other.delivered),
        Math.max(dropped, other.dropped),
        Math.max(quarantined, other.quarantined),
        Math.max(lost, other.lost));
  }

  /**
   * The same with what is missing counted as lost; what is there again was not delivered after all,
   * as far as the totals can tell.
   *
   * @param there how many units there are
   */
  Totals balanced(long there) {
    long missing = pending() - there;
    return missing >= 0 ? lost(missing) : delivered(missing);
  }

  long pending() {
    return accepted - delivered - dropped - quarantined - lost;
  }
}
