package org.camelometer.publish;

import java.util.Iterator;
import java.util.List;

/** The AMQP messages that one batch becomes, handed out one after the other. For one exchange. */
public final class NotifierMessages {
  private final int count;
  private final Iterator<byte[]> bodies;

  NotifierMessages(List<byte[]> bodies) {
    this.count = bodies.size();
    this.bodies = bodies.iterator();
  }

  /** How many there are in all. */
  public int getCount() {
    return count;
  }

  /** The body of the next one. */
  public byte[] getNext() {
    return bodies.next();
  }
}
