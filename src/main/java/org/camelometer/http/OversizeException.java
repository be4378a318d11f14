package org.camelometer.http;

import java.io.IOException;

/** An answer has more bytes than anybody wants to read; the message is a sentence. */
public final class OversizeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Tells it of a server. */
  public OversizeException(String sentence) {
    super(sentence);
  }
}
