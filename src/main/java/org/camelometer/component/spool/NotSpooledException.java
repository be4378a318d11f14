package org.camelometer.component.spool;

/** A message is not in the spool; the sentence says which spool and why. */
public final class NotSpooledException extends Exception {
  private static final long serialVersionUID = 1L;

  NotSpooledException(String sentence) {
    super(sentence);
  }

  NotSpooledException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
