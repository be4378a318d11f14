package org.camelometer.publish;

import java.util.Map;

/**
 * The account of one publisher, in samples: what it accepted was delivered, was refused, or is
 * pending. For any number of threads.
 */
public interface Ledger {

  /** How people know the publisher. */
  String publisher();

  /** Samples that it was given. */
  long accepted();

  /** Samples that it sent, and as far as it can know, that arrived. */
  long delivered();

  /**
   * Samples that it will not deliver, by the reason in a word or two; no reason without samples.
   */
  Map<String, Long> refusals();

  /** Samples that are still to be delivered. */
  long pending();

  /** All that it will not deliver. */
  default long refused() {
    return refusals().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Why it did not deliver the latest batch; empty if it did. */
  String fault();

  /**
   * Notes that nobody waits any longer for what is pending, since the agent ends: says what becomes
   * of it, and nothing afterwards.
   */
  void giveUp();
}
