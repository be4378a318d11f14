package org.camelometer.component.spool;

/**
 * Keeps apart who delivers the oldest message and who drops it to make room. Its monitor is held
 * while something is dropped, until that lasts. For any number of threads.
 */
final class Claims {
  private long claimed;
  private long dropped;

  /** Takes a message to deliver it; whether it is still there. Those before it are done with. */
  synchronized boolean claim(long id) {
    if (id <= dropped) {
      return false;
    }
    claimed = id;
    return true;
  }

  /** Up to which message none may be dropped. */
  synchronized long claimed() {
    return claimed;
  }

  /** All that are not claimed were dropped up to this one. */
  synchronized void dropped(long id) {
    dropped = Math.max(dropped, id);
  }
}
