package org.camelometer.component.spool;

/** A spool's file could not be used; the message is a sentence that says which and why. */
public final class StoreException extends Exception {
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

  StoreException(Cause kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  /** Whether the file is damaged: a process that opens it saves what can be read. */
  public boolean isDamage() {
    return kind == Cause.DAMAGED;
  }

  Cause kind() {
    return kind;
  }
}
