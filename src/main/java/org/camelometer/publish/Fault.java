package org.camelometer.publish;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a publisher doesn't deliver at the moment. Says so once when it begins and once when it is
 * over. For any number of threads.
 */
final class Fault {
  private static final Logger LOG = LoggerFactory.getLogger(Fault.class);

  private final String publisher;
  private @Nullable String reason;

  /** None yet, of the publisher that people know by this name. */
  Fault(String publisher) {
    this.publisher = publisher;
  }

  /**
   * Notes a failure.
   *
   * @param does what the publisher does because of it, such as {@code refuses samples}
   */
  synchronized void begin(Exception failure, String does) {
    Throwable cause = cause(failure);
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    if (reason == null) {
      LOG.warn("{} {}: {}", publisher, does, message);
      LOG.debug("{} failed", publisher, cause);
    }
    reason = message;
  }

  /**
   * Notes a success.
   *
   * @param after what is to be known once it is over, as the end of a sentence
   */
  synchronized void end(String after) {
    if (reason != null) {
      reason = null;
      LOG.info("{} takes samples again; {}.", publisher, after);
    }
  }

  /** What Camel wraps says more than its wrapping. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapping = failure.getClass().getName().startsWith("org.apache.camel.");
    return wrapping && cause != null ? cause(cause) : failure;
  }

  /** Empty while there is none. */
  synchronized String reason() {
    return reason == null ? "" : reason;
  }
}
