package org.camelometer.component.spool;

/**
 * Who opens a spool's store, and puts a new one in its place when it is damaged. For one thread.
 */
interface StoreKeeper extends AutoCloseable {

  /** The store that is open. */
  Store store();

  /** Forgets what wasn't committed, as far as the store still can. */
  void rollback();

  /**
   * Sets the store aside and opens a new one with what could be saved of it.
   *
   * @param damage what showed that it is damaged
   * @throws StoreException if no new one can be opened
   */
  void renew(StoreException damage) throws StoreException;

  /** Takes note of the totals that were committed. */
  void committed(Totals totals);

  @Override
  void close();
}
