package org.camelometer.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Lets one batch at a time through a sink, in the order of arrival, until its last asynchronous
 * step is done: neither {@code direct} nor {@code seda} does. Who has to wait gives its thread
 * back.
 */
final class SinkGate {
  private final Executor executor;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * An open gate.
   *
   * @param executor goes on with a batch that had to wait: never the thread that leaves, which
   *     belongs to another source or to a connection
   */
  SinkGate(Executor executor) {
    this.executor = executor;
  }

  /** The step that waits until the sink is free, and takes it. */
  Processor enter() {
    return new Enter();
  }

  /** The step that gives the sink to the next. */
  Processor leave() {
    return exchange -> next();
  }

  private synchronized boolean takeOrWait(Runnable go) {
    if (busy) {
      waiting.add(go);
      return false;
    }
    busy = true;
    return true;
  }

  private void next() {
    Runnable go;
    synchronized (this) {
      go = waiting.poll();
      busy = go != null;
    }
    if (go != null) {
      go.run();
    }
  }

  private final class Enter extends AsyncProcessorSupport {
    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      boolean free = takeOrWait(() -> executor.execute(() -> callback.done(false)));
      if (free) {
        callback.done(true);
      }
      return free;
    }
  }
}
