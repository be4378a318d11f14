package org.camelometer.component.spool;

/** A store could not do what it was to do; the message says which file and why. */
final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Cause kind;

  /** What is to be done about it. */
  enum Cause {
    /** The disk is full: it may work once there is room. */
    FULL,
    /** The file is damaged, and has to be set aside. */
    DAMAGED,
    /** Anything else: it may work the next time. */
    OTHER
  }

  StoreException(Cause kind, String sentence, Exception cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  Cause kind() {
    return kind;
  }
}
