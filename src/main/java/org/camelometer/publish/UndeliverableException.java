package org.camelometer.publish;

/**
 * A batch that its receiver will never take, however often it is sent: one that was refused for
 * what is in it. A spool sets it apart with the sentence instead of trying again; every other
 * exception means that it may be taken later.
 */
public final class UndeliverableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Tells why, as a sentence that names the receiver and what it said. */
  public UndeliverableException(String reason) {
    super(reason);
  }

  /** The same of something that failed here. */
  public UndeliverableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
