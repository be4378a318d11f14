package org.camelometer.component.spool;

import java.util.List;

/**
 * The messages of a spool on disk. For one thread. What is changed lasts from {@link #commit} on: a
 * process or a machine that ends before loses it, and nothing else.
 */
interface Store extends AutoCloseable {

  /** Adds a message at the end; its id. */
  long append(Entry entry, long now) throws StoreException;

  /** Takes out a message that was delivered; nothing if it isn't there. */
  void remove(long id) throws StoreException;

  /** Notes how often a message was tried in vain. */
  void attempted(long id, int attempts) throws StoreException;

  /** Sets a message apart that can't be delivered; nothing if it isn't there. */
  void quarantine(long id, String reason, long now) throws StoreException;

  /**
   * Takes out the oldest messages, until so many bytes are free or none is left.
   *
   * @param after those with this id and below stay
   * @return the highest id that was taken out, or {@code after}
   */
  long dropOldest(long bytes, long after) throws StoreException;

  /** Makes everything since the last commit last. */
  void commit() throws StoreException;

  /** Forgets everything since the last commit. */
  void rollback() throws StoreException;

  /**
   * The oldest messages.
   *
   * @param after those with this id and below are left out
   * @param count how many at most
   * @param bytes no more once their bodies have so many
   */
  List<Spooled> page(long after, int count, long bytes) throws StoreException;

  /** The id of the message that was put in last, or of one that will never be again; 0 if none. */
  long newest() throws StoreException;

  /** What is in it, uncommitted changes included. */
  Content content();

  @Override
  void close();
}
