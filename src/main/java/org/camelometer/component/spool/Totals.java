package org.camelometer.component.spool;

/**
 * What became of all that was ever put into a spool, in units; what is missing of {@code accepted}
 * is in it, but for what it turned away, which it never had.
 *
 * @param delivered a consumer's route succeeded with it
 * @param refused a consumer's route succeeded but for these
 * @param dropped it made room for newer, or was dropped by hand
 * @param quarantined it can't be delivered, and is set apart
 * @param lost the file was damaged
 * @param turnedAway it was not taken in; no part of {@code accepted}
 */
record Totals(
    long accepted,
    long delivered,
    long refused,
    long dropped,
    long quarantined,
    long lost,
    long turnedAway) {
  static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);

  Totals accepted(long units) {
    return new Totals(accepted + units, delivered, refused, dropped, quarantined, lost, turnedAway);
  }

  Totals delivered(long units) {
    return new Totals(accepted, delivered + units, refused, dropped, quarantined, lost, turnedAway);
  }

  Totals refused(long units) {
    return new Totals(accepted, delivered, refused + units, dropped, quarantined, lost, turnedAway);
  }

  Totals dropped(long units) {
    return new Totals(accepted, delivered, refused, dropped + units, quarantined, lost, turnedAway);
  }

  Totals quarantined(long units) {
    return new Totals(accepted, delivered, refused, dropped, quarantined + units, lost, turnedAway);
  }

  Totals lost(long units) {
    return new Totals(accepted, delivered, refused, dropped, quarantined, lost + units, turnedAway);
  }

  Totals turnedAway(long units) {
    return new Totals(accepted, delivered, refused, dropped, quarantined, lost, turnedAway + units);
  }

  /**
   * The same with what is missing counted as lost; what is there again was not delivered after all,
   * as far as the totals can tell.
   *
   * @param there how many units there are
   */
  Totals balanced(long there) {
    long missing = pending() - there;
    if (missing >= 0) {
      return lost(missing);
    }
    long back = Math.min(-missing, delivered);
    return delivered(-back).accepted(-missing - back);
  }

  long pending() {
    return accepted - delivered - refused - dropped - quarantined - lost;
  }
}
