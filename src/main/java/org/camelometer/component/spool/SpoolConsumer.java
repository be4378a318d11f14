package org.camelometer.component.spool;

import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the messages of a spool to a route, and takes each out once the route has succeeded with
 * it. A consumer that is stopped waits for nothing: what is under way is taken out if it succeeds
 * while the spool is still open, and is delivered again otherwise. When Camel shuts down in order,
 * what waits is delivered before, as long as that succeeds and doesn't take long.
 */
final class SpoolConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {
  private static final long LAST_DELIVERIES = TimeUnit.SECONDS.toNanos(5);

  private final SpoolEndpoint endpoint;
  private volatile @Nullable Deliveries deliveries;
  private volatile @Nullable Spool spool;

  SpoolConsumer(SpoolEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  /** Why the message at the head was not taken at its last attempt; null if it was. */
  @Nullable String failure() {
    Deliveries current = deliveries;
    return current == null ? null : current.failure();
  }

  private void send(Deliveries.Attempt attempt, Deliveries.Answered answered) {
    Exchange exchange = createExchange(false);
    fill(exchange.getMessage(), attempt);
    AsyncCallback done =
        sync -> {
          Deliveries.Answer answer = answer(exchange);
          releaseExchange(exchange, false);
          answered.with(answer);
        };
    try {
      getAsyncProcessor().process(exchange, done);
    } catch (RuntimeException e) { // a processor must not, but then it didn't call back either
      exchange.setException(e);
      done.done(true);
    }
  }

  private static void fill(Message in, Deliveries.Attempt attempt) {
    Spooled message = attempt.message();
    in.setHeaders(message.entry().headers());
    in.setHeader(SpoolConstants.ID, message.id());
    in.setHeader(SpoolConstants.SINCE, message.since());
    in.setHeader(SpoolConstants.ATTEMPTS, attempt.attempts());
    in.setBody(message.entry().body());
  }

  private Deliveries.Answer answer(Exchange exchange) {
    Exception problem = exchange.getException();
    if (problem != null) {
      return new Deliveries.Answer(sentence(problem), endpoint.isPermanent(problem), 0);
    }
    if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
      return new Deliveries.Answer("the route rolled it back", false, 0);
    }
    Long refused = exchange.getMessage().getHeader(SpoolConstants.REFUSED, 0L, Long.class);
    return new Deliveries.Answer(null, false, refused == null ? 0 : refused);
  }

  private static String sentence(Exception problem) {
    String message = problem.getMessage();
    return message == null ? problem.getClass().getName() : message;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    Spool open = endpoint.spools().acquire(endpoint.settings(), false);
    Deliveries started = new Deliveries(open, endpoint.rules(), this::send);
    spool = open;
    deliveries = started;
    endpoint.consumer(this);
    Thread thread = new Thread(started, "spool-consumer-" + endpoint.getName());
    thread.setDaemon(true);
    thread.start();
  }

  /** It goes on while those that put messages in come to their end. */
  @Override
  public boolean deferShutdown(ShutdownRunningTask task) {
    Deliveries current = deliveries;
    if (current != null) {
      current.sendUntil(System.nanoTime() + LAST_DELIVERIES);
    }
    return true;
  }

  /** What it is worth waiting for. */
  @Override
  public int getPendingExchangesSize() {
    Spool open = spool;
    Deliveries current = deliveries;
    return open == null || current == null || !current.goesOn()
        ? 0
        : (int) Math.min(open.content().queue().count(), 1_000_000);
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    // nothing to prepare: what is not delivered stays in the spool
  }

  @Override
  protected void doSuspend() throws Exception {
    turn(true);
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    turn(false);
  }

  private void turn(boolean off) {
    Deliveries current = deliveries;
    if (current != null) {
      current.suspend(off);
    }
  }

  @Override
  protected void doStop() throws Exception {
    Deliveries last = deliveries;
    if (last != null) {
      deliveries = null;
      spool = null;
      last.end();
      endpoint.spools().release(endpoint.settings());
    }
    super.doStop();
  }
}
