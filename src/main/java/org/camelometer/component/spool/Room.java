package org.camelometer.component.spool;

import java.util.concurrent.TimeUnit;

/**
 * Lets no more into a spool than it has room for, and no more into memory than is soon on disk. For
 * any number of threads.
 */
final class Room {
  /** Messages that wait to be written, in bytes: some dozens of large ones. */
  private static final long MOST_WAITING = 32L << 20;

  private SpoolSettings settings;
  private long stored;
  private long waiting;
  private int asking;

  Room(SpoolSettings settings) {
    this.settings = settings;
  }

  synchronized void govern(SpoolSettings rules) {
    settings = rules;
    notifyAll();
  }

  synchronized SpoolSettings settings() {
    return settings;
  }

  /**
   * Waits for room where the policy says so, and takes it.
   *
   * @throws NotSpooledException if there is none, or not in time
   */
  synchronized void take(Entry entry) throws NotSpooledException, InterruptedException {
    if (entry.size() > settings.maxBytes()) {
      throw new NotSpooledException(
          "a message of %d bytes is above the limit of the spool %s, which is %d"
              .formatted(entry.size(), settings.file(), settings.maxBytes()));
    }
    long end = System.nanoTime() + settings.patience().toNanos();
    while (!fitsOnDisk(entry) || !fitsInMemory(entry)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      boolean refuses = !fitsOnDisk(entry) && settings.policy() == OverflowPolicy.REFUSE;
      if (refuses || left <= 0) {
        throw noRoom(entry);
      }
      await(left);
    }
    waiting += entry.size();
  }

  @SuppressWarnings("WaitNotInLoop") // the loop is around it
  private void await(long millis) throws InterruptedException {
    asking++;
    try {
      wait(millis);
    } finally {
      asking--;
    }
  }

  private NotSpooledException noRoom(Entry entry) {
    return new NotSpooledException(
        fitsOnDisk(entry)
            ? "the disk of the spool %s takes nothing for %d s"
                .formatted(settings.file(), settings.patience().toSeconds())
            : "the spool %s is full: it holds %d of %d bytes"
                .formatted(settings.file(), stored, settings.maxBytes()));
  }

  private boolean fitsOnDisk(Entry entry) {
    return settings.policy() == OverflowPolicy.DROP_OLDEST
        || stored + waiting + entry.size() <= settings.maxBytes();
  }

  /** One that is larger than all that may wait, waits alone. */
  private boolean fitsInMemory(Entry entry) {
    return waiting == 0 || waiting + entry.size() <= MOST_WAITING;
  }

  /** Whether nobody would have to wait for room for this one. */
  synchronized boolean fits(Entry entry) {
    return fitsOnDisk(entry);
  }

  /** Whether somebody waits for room. */
  synchronized boolean isAskedFor() {
    return asking > 0;
  }

  /** A message doesn't wait any more: it is stored, or was refused. */
  synchronized void give(Entry entry) {
    waiting -= entry.size();
    notifyAll();
  }

  /** How much is stored now. */
  synchronized void stored(long bytes) {
    stored = bytes;
    notifyAll();
  }
}
