package org.camelometer.publish;

import org.jspecify.annotations.Nullable;

/** Counts the samples of a batch that will never be taken. For one thread. */
public final class Refusals {
  private int count;
  private @Nullable UndeliverableException first;

  /**
   * Counts some more.
   *
   * @param reason told by {@link #report} if it is the first
   */
  public void add(int samples, UndeliverableException reason) {
    count += samples;
    first = first == null ? reason : first;
  }

  /**
   * Returns if there are none.
   *
   * @param all how many samples the batch has
   * @throws UndeliverableException if all of them were refused
   * @throws PartlyRefusedException if the others were taken
   */
  public void report(int all) throws UndeliverableException, PartlyRefusedException {
    UndeliverableException reason = first;
    if (reason == null) {
      return;
    }
    if (count >= all) {
      throw reason;
    }
    String sentence = "%d of %d samples: %s".formatted(count, all, reason.getMessage());
    throw new PartlyRefusedException(count, sentence, reason);
  }
}
