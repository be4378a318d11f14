package org.camelometer.component.spool;

/**
 * Keeps apart who delivers the oldest messages and who drops them to make room. For any number of
 * threads.
 */
final class Claims {
  private long claimed;
  private long dropped;

  /** From which message on it isn't decided yet what is dropped; none may be claimed there. */
  private long undecided = Long.MAX_VALUE;

  /** Takes a message to deliver it; whether it is still there. Those before it are done with. */
  synchronized boolean claim(long id) throws InterruptedException {
    while (id >= undecided) {
      wait();
    }
    if (id <= dropped) {
      return false;
    }
    claimed = Math.max(claimed, id);
    return true;
  }

  /** Nobody delivers any more: all may be dropped. */
  synchronized void release() {
    claimed = 0;
  }

  /** Begins to drop; up to which message none may be dropped. */
  synchronized long begin() {
    undecided = claimed + 1;
    return claimed;
  }

  /** All that are not claimed are gone up to this one, and that lasts; 0 = none are. */
  synchronized void decide(long id) {
    dropped = Math.max(dropped, id);
    undecided = Long.MAX_VALUE;
    notifyAll();
  }
}
