package org.camelometer.component.spool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that a spool has reached its limit and drops messages for newer ones: once when that
 * begins, and once when there is room again. For one thread.
 */
final class Overflow {
  private static final Logger LOG = LoggerFactory.getLogger(Overflow.class);

  private boolean dropping;
  private long droppedBefore;

  /**
   * One that drops nothing yet.
   *
   * @param droppedBefore units that were dropped until now
   */
  Overflow(long droppedBefore) {
    this.droppedBefore = droppedBefore;
  }

  /**
   * Notes what was committed.
   *
   * @param over whether the spool was above its limit before
   */
  void committed(Content content, boolean over, SpoolSettings settings) {
    long dropped = content.totals().dropped();
    if (dropping) {
      if (content.queue().bytes() < settings.maxBytes() / 2) { // not at each message that left
        dropping = false;
        LOG.info(
            "The spool {} has room again; {} were dropped",
            settings.file(),
            dropped - droppedBefore);
      }
    } else if (over && settings.policy() == OverflowPolicy.DROP_OLDEST) {
      dropping = true;
      LOG.warn(
          "The spool {} is full ({} bytes): until there is room, the oldest messages are dropped"
              + " for newer ones, and counted",
          settings.file(),
          settings.maxBytes());
    } else {
      droppedBefore = dropped;
    }
  }
}
