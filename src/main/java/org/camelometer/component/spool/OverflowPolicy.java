package org.camelometer.component.spool;

/** What happens to a message for which a spool has no room. */
public enum OverflowPolicy {
  /** The producer waits for room, up to its time limit, and fails then. */
  BLOCK,
  /** The oldest messages make room for it, and are counted. */
  DROP_OLDEST,
  /** The producer fails. */
  REFUSE
}
