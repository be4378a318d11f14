package org.camelometer.publish;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything that somebody handed to a source was accepted: by then it is on disk in every
 * spool of its sinks. Whoever must know, such as a route that acknowledges messages, puts one into
 * the exchange property {@value #PROPERTY} before the source's route, and asks after it. For any
 * number of threads.
 */
public final class Acceptance {
  /** The exchange property. */
  public static final String PROPERTY = "acceptance";

  private @Nullable String reason;

  /** Notes that a spool did not take something. */
  public synchronized void refuse(String sentence) {
    reason = reason == null ? sentence : reason;
  }

  /** Why something was not accepted; empty if everything was. */
  public synchronized Optional<String> refusal() {
    return Optional.ofNullable(reason);
  }
}
