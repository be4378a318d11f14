package org.camelometer.publish.gnocchi;

import java.io.IOException;

/** One request in a {@link Conversation}, and what follows from the answer to it. */
interface Call {
  Request request();

  /** Whether there is still something to ask for, when its turn has come. */
  default boolean isNeeded() {
    return true;
  }

  /**
   * Notes in the conversation what the answer means, and what has to be asked next because of it.
   *
   * @throws IOException if the batch has to be sent another time
   */
  void answered(Answer answer, Conversation conversation) throws IOException;
}
