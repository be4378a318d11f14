package org.camelometer.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** A server gave no whole answer; the message is a sentence that names it and says why. */
public final class UnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String sentence, Exception cause) {
    super(sentence, cause);
  }

  /** Whether no connection came about, so that the server did nothing yet. */
  public boolean isOfConnection() {
    return isOfConnection(getCause());
  }

  /**
   * The same of what the client threw. A kept connection may have been closed at the other end
   * without our knowing, which is of the connection too.
   */
  public static boolean isOfConnection(@Nullable Throwable e) {
    return e instanceof ConnectException
        || e instanceof ConnectTimeoutException
        || e instanceof UnknownHostException
        || e instanceof NoHttpResponseException;
  }
}
