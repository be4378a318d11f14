package org.camelometer.runtime.replay;

/** A recording holds something that can't be replayed, or can't be read on. */
public final class RecordingException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The message is {@code file:line: error: sentence}. */
  RecordingException(String file, int line, String sentence, Exception cause) {
    super("%s:%d: error: %s".formatted(file, line, sentence), cause);
  }
}
