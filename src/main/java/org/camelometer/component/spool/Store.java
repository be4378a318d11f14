package org.camelometer.component.spool;

import java.util.List;

/**
 * The messages of a spool on disk. For one thread. What is changed lasts from {@link #commit} on: a
 * process or a machine that ends before loses it, and nothing else.
 */
interface Store extends AutoCloseable {

  /** Adds a message at the end; its id. */
  long append(Entry entry, long now) throws StoreException;

  /**
   * Takes out a message that was delivered; nothing if it isn't there.
   *
   * @param refused how many of its units were not
   */
  void remove(long id, long refused) throws StoreException;

  /** Notes how often a message was tried in vain. */
  void attempted(long id, int attempts) throws StoreException;

  /** Sets a message apart that can't be delivered; nothing if it isn't there. */
  void quarantine(long id, String reason, long now) throws StoreException;

  /** Puts the oldest messages that were set apart at the end, as new ones; how many these were. */
  int retryOldest(int count) throws StoreException;

  /** Forgets the oldest messages that were set apart, until the rest has so many bytes at most. */
  void trimQuarantine(long bytes) throws StoreException;

  /**
   * Takes out the oldest messages, until so many bytes are free or none is left.
   *
   * @param after those with this id and below stay
   * @return the highest id that was taken out, or {@code after}
   */
  long dropOldest(long bytes, long after) throws StoreException;

  /** Counts units that were not taken in. */
  void turnedAway(long units) throws StoreException;

  /** Makes everything since the last commit last. */
  void commit() throws StoreException;

  /** Forgets everything since the last commit; can't fail. */
  void rollback();

  /** Looks what others did to it, between two commits; whether they did since the last look. */
  boolean refresh() throws StoreException;

  /** Gives some of the room that isn't used any more back to the disk, between two commits. */
  void tidy() throws StoreException;

  /**
   * The oldest messages.
   *
   * @param after those with this id and below are left out
   * @param count how many at most
   * @param bytes no more once they have so many
   */
  List<Spooled> page(long after, int count, long bytes) throws StoreException;

  /** What is in it, uncommitted changes included. */
  Content content();

  /** From where to where it reached at the last commit. */
  Span span();

  /** Grows with each commit that changed the totals. */
  long revision();

  @Override
  void close();
}
