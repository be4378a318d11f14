package org.camelometer.poll;

/** Who gets a reading that several sources want in one tick. */
public enum Sharing {
  /** Each of them: every source has pipelines of its own. */
  EACH,
  /** The first that comes: all of them send to the bus, where it must arrive once. */
  FIRST_ALONE
}
