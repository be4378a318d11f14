package org.camelometer.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;

/**
 * The queue in memory in front of a publisher without a spool. Whoever finds it full waits, but
 * once somebody has waited in vain, nobody does until there is room: a publisher that stands still
 * costs the others of its sink one pause and not one a batch. For any number of threads.
 */
final class Backlog extends LinkedBlockingQueue<Exchange> {
  private static final long serialVersionUID = 1L;

  /** Batches; with the usual 500 samples each, some tens of MiB. */
  private static final int CAPACITY = 100;

  private volatile boolean stalled;

  Backlog() {
    super(CAPACITY);
  }

  @Override
  public boolean offer(Exchange exchange, long timeout, TimeUnit unit) throws InterruptedException {
    boolean taken = offer(exchange) || (!stalled && super.offer(exchange, timeout, unit));
    stalled = !taken;
    return taken;
  }
}
