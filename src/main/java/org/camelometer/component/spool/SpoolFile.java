package org.camelometer.component.spool;

import java.nio.file.Path;
import java.util.List;

/**
 * A spool's file, to look into it and to act by hand, whether a process that uses it runs or not.
 * Nothing here takes longer than reading or writing the records concerned; a file that somebody
 * writes to is waited for up to five seconds. For one thread.
 *
 * <p>A process that runs notices within about a second. What it is just delivering is delivered,
 * whatever is done here.
 */
public final class SpoolFile implements AutoCloseable {
  /** How many records one transaction changes: nobody else has to wait for long. */
  private static final int GROUP = 100;

  /** A list isn't larger than that, whatever count is asked for; it has one record at least. */
  private static final long MOST_BYTES = 64L << 20;

  private final SqliteStore store;

  private SpoolFile(SqliteStore store) {
    this.store = store;
  }

  /**
   * Opens a file; none is made.
   *
   * @throws StoreException if there is none, or it is damaged, or something else
   */
  public static SpoolFile open(Path file) throws StoreException {
    return new SpoolFile(SqliteStore.existing(file));
  }

  /** What is in it now, and what became of the rest. */
  public SpoolStatus status() throws StoreException {
    store.refresh();
    return SpoolStatus.of(store.content(), store.span());
  }

  /**
   * Records that wait to be delivered, the oldest first.
   *
   * @param after those with this id and below are left out
   * @param count how many at most; it may be fewer before the end if they are large
   */
  public List<SpoolRecord> pending(long after, int count) throws StoreException {
    return store.page(after, count, MOST_BYTES).stream().map(SpoolRecord::of).toList();
  }

  /**
   * Records that can't be delivered, the oldest first.
   *
   * @param after those with this id and below are left out
   * @param count how many at most; it may be fewer before the end if they are large
   */
  public List<SpoolRecord> quarantined(long after, int count) throws StoreException {
    return store.quarantined(after, count, MOST_BYTES).stream().map(SpoolRecord::of).toList();
  }

  /**
   * Puts records from quarantine at the end of the queue, as new ones; ids that aren't there are
   * left out.
   *
   * @return how many were there
   */
  public int retry(long... ids) throws StoreException {
    return each(ids, store::retry);
  }

  /** The same with all that are in quarantine now. */
  public int retryAll() throws StoreException {
    return each(store.quarantineIds(), store::retry);
  }

  /**
   * Drops records; ids that aren't there are left out.
   *
   * @param quarantine whether from quarantine, where they stay counted, or from the queue, where
   *     they count as dropped
   * @return how many were there
   */
  public int drop(boolean quarantine, long... ids) throws StoreException {
    return each(ids, quarantine ? store::forget : store::drop);
  }

  /** The same with all that are there now. */
  public int dropAll(boolean quarantine) throws StoreException {
    return quarantine
        ? each(store.quarantineIds(), store::forget)
        : each(store.queueIds(), store::drop);
  }

  private interface Act {
    boolean on(long id) throws StoreException;
  }

  private int each(long[] ids, Act act) throws StoreException {
    int done = 0;
    try {
      for (int i = 0; i < ids.length; i++) {
        done += act.on(ids[i]) ? 1 : 0;
        if (i % GROUP == GROUP - 1) {
          store.commit();
        }
      }
      store.commit();
      return done;
    } catch (StoreException e) {
      store.rollback();
      throw e;
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
