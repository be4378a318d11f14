package org.camelometer.transform;

/** A sample that a transformer can't use. Has no stack trace: it may come once for every sample. */
final class UntransformableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UntransformableException(String sentence) {
    super(sentence, null, false, false);
  }
}
