package org.camelometer.publish.socket;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Who sends at the moment, so that another thread can put an end to it. */
final class Turn {
  private @Nullable Thread sender;
  private boolean aborted;

  /**
   * The calling thread sends.
   *
   * @throws IOException if nobody may any more
   */
  synchronized void begin() throws IOException {
    if (aborted) {
      throw new IOException("the agent ends, and waits no longer");
    }
    sender = Thread.currentThread();
  }

  /** It doesn't any more; what interrupted it was meant for this turn alone. */
  synchronized void end() {
    sender = null;
    if (aborted) {
      var unused = Thread.interrupted();
    }
  }

  /** Interrupts who sends, which closes the channel, and lets nobody send any more. */
  synchronized void abort() {
    aborted = true;
    if (sender != null) {
      sender.interrupt();
    }
  }
}
