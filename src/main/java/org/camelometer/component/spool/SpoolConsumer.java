package org.camelometer.component.spool;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of a spool on, one after the other in the order in which they were put in, and
 * takes each out once the route has succeeded with it. One that fails is tried again after a pause
 * that grows, before any other; one that can never succeed is set apart.
 */
final class SpoolConsumer extends DefaultConsumer implements Suspendable {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolConsumer.class);

  private static final int PAGE = 100;
  private static final long PAGE_BYTES = 4L << 20;
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final SpoolEndpoint endpoint;
  private final ReentrantLock gate = new ReentrantLock();
  private final Condition turned = gate.newCondition();
  private @Nullable Thread thread;
  private volatile boolean running;
  private volatile @Nullable String failure;

  SpoolConsumer(SpoolEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  /** Why the message at the head was not taken the last time; null while it is. */
  @Nullable String failure() {
    return failure;
  }

  private void consume(Spool spool) {
    long reached = 0;
    while (running) {
      try {
        if (!isSuspendingOrSuspended() && spool.await(reached, IDLE)) {
          for (Spooled message : spool.page(reached, PAGE, PAGE_BYTES).get()) {
            if (!deliver(message, spool)) {
              break;
            }
            reached = message.id();
          }
        } else {
          pause(isSuspendingOrSuspended() ? IDLE : Duration.ZERO);
        }
      } catch (InterruptedException e) {
        LOG.debug("The consumer of {} ends", endpoint, e);
      } catch (ExecutionException | RuntimeException e) {
        getExceptionHandler().handleException("The spool can't be read", e);
        pauseQuietly(IDLE);
      }
    }
  }

  /** Whether it is done with: taken, set apart, or dropped before its turn. */
  private boolean deliver(Spooled message, Spool spool) throws InterruptedException {
    if (!spool.claim(message.id())) {
      return true;
    }
    int attempts = message.attempts();
    while (running && !isSuspendingOrSuspended()) {
      Exception problem = attempt(message, attempts);
      if (problem == null) {
        failure = null;
        var unused = spool.remove(message.id());
        return true;
      }
      attempts++;
      failure = String.valueOf(problem.getMessage());
      if (endpoint.isPermanent(problem) || endpoint.redelivery().isLast(attempts)) {
        var unused = spool.quarantine(message.id(), failure);
        return true;
      }
      var unused = spool.attempted(message.id(), attempts);
      pause(endpoint.redelivery().pause(attempts, ThreadLocalRandom.current()::nextDouble));
    }
    return false;
  }

  private @Nullable Exception attempt(Spooled message, int attempts) throws InterruptedException {
    Exchange exchange = createExchange(true);
    Message in = exchange.getMessage();
    in.setHeaders(message.entry().headers());
    in.setHeader(SpoolConstants.ID, message.id());
    in.setHeader(SpoolConstants.SINCE, message.since());
    in.setHeader(SpoolConstants.ATTEMPTS, attempts);
    in.setBody(message.entry().body());
    CompletableFuture<Exchange> done = new CompletableFuture<>();
    getAsyncProcessor().process(exchange, sync -> done.complete(exchange));
    try {
      return done.get().getException();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void pause(Duration time) throws InterruptedException {
    gate.lock();
    try {
      long left = time.toNanos();
      while (running && left > 0) {
        left = turned.awaitNanos(left);
      }
    } finally {
      gate.unlock();
    }
  }

  private void pauseQuietly(Duration time) {
    try {
      pause(time);
    } catch (InterruptedException e) {
      LOG.debug("The consumer of {} ends", endpoint, e);
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    Spool spool = endpoint.spools().acquire(endpoint.settings());
    running = true;
    Thread started = new Thread(() -> consume(spool), "spool-consumer-" + endpoint.getName());
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  @Override
  protected void doStop() throws Exception {
    running = false;
    Thread last = thread;
    if (last != null) {
      gate.lock();
      try {
        turned.signalAll();
      } finally {
        gate.unlock();
      }
      last.join(TimeUnit.SECONDS.toMillis(30));
      thread = null;
      endpoint.spools().release(endpoint.settings());
    }
    super.doStop();
  }
}
