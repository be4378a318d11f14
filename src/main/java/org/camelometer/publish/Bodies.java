package org.camelometer.publish;

import java.util.Iterator;
import java.util.List;

/**
 * The messages that one batch becomes, for kamelets that send them one after the other: {@code
 * ${exchangeProperty.NAME.count}} of them, each {@code ${exchangeProperty.NAME.next}}. For one
 * exchange.
 */
public final class Bodies {
  private final int count;
  private final Iterator<byte[]> bodies;
  private final int leftOut;

  /**
   * Takes them.
   *
   * @param leftOut how many samples of the batch are in none of them
   */
  public Bodies(List<byte[]> bodies, int leftOut) {
    this.count = bodies.size();
    this.bodies = bodies.iterator();
    this.leftOut = leftOut;
  }

  /** How many there are in all. */
  public int getCount() {
    return count;
  }

  /** The next one. */
  public byte[] getNext() {
    return bodies.next();
  }

  /**
   * Tells of samples that were left out, once the others are delivered.
   *
   * @param reason why they were
   * @throws PartlyRefusedException if some were
   * @throws UndeliverableException if all were
   */
  public void check(String reason) throws PartlyRefusedException, UndeliverableException {
    String sentence = "%d samples are left out: %s".formatted(leftOut, reason);
    if (leftOut > 0 && count == 0) {
      throw new UndeliverableException(sentence);
    }
    if (leftOut > 0) {
      throw new PartlyRefusedException(leftOut, sentence, new IllegalArgumentException(reason));
    }
  }
}
