package org.camelometer.openstack.dynamic;

/** Something can't be read; the message is a sentence that stays the same while the reason does. */
final class ReadingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean missing;

  ReadingException(String sentence) {
    this(sentence, false);
  }

  private ReadingException(String sentence, boolean missing) {
    super(sentence, null, false, false);
    this.missing = missing;
  }

  /** Where a mapping lacks a key. */
  static ReadingException missing(String sentence) {
    return new ReadingException(sentence, true);
  }

  /** Whether all that is wrong is a key that isn't there. */
  boolean isMissing() {
    return missing;
  }
}
