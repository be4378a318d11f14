package org.camelometer.publish;

/**
 * A publisher took some samples of a batch, and will never take the others: nothing of the batch is
 * sent again.
 */
public final class PartlyRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int refused;

  /**
   * Tells how much is lost.
   *
   * @param refused the number of samples that were not taken
   * @param reason why the first of them was not, as a sentence
   */
  public PartlyRefusedException(int refused, String reason, Throwable cause) {
    super(reason, cause);
    this.refused = refused;
  }

  public int refused() {
    return refused;
  }
}
