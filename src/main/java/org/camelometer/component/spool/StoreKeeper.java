package org.camelometer.component.spool;

/**
 * Who opens a spool's store, and puts a new one in its place when it is damaged. For one thread.
 */
interface StoreKeeper extends AutoCloseable {

  /** The store that is open. */
  Store store();

  /**
   * Sets the store aside and opens a new one with what could be saved of it.
   *
   * @param damage what showed that it is damaged
   * @throws StoreException if no new one can be opened
   */
  void renew(StoreException damage) throws StoreException;

  /** Takes note of what the store has after a commit. */
  void committed();

  /**
   * The disk is full: gives it what was put by for that. From now on the store makes do with the
   * room that it has, until there is something to put by again.
   */
  void spare();

  /** Whether the store makes do with the room that it has. */
  boolean isStarved();

  /**
   * To be called about once a second, between two commits.
   *
   * @return whether others changed the store
   */
  boolean lookAfter() throws StoreException;

  @Override
  void close();
}
