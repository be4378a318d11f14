package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns messages of a queue into exchanges, and acknowledges each when its exchange has completed,
 * in whatever thread that is. What isn't acknowledged when it stops, fails or loses its connection
 * the broker delivers again.
 */
final class RabbitmqConsumer extends DefaultConsumer implements Suspendable, ShutdownAware, Link {
  private static final Logger LOG = LoggerFactory.getLogger(RabbitmqConsumer.class);
  private static final long CLOSE_SECONDS = 5;

  private final RabbitmqEndpoint endpoint;
  private final ConsumePlan plan;
  private final FailureRule rule;
  private final RequeuePause requeuePause;
  private final Runnable connected = this::attempt;
  private volatile @Nullable Broker broker;
  private volatile @Nullable ScheduledExecutorService thread;
  private @Nullable ExecutorService batches;
  private volatile @Nullable Troubles troubles;
  private volatile List<Subscription> subscriptions = List.of();

  RabbitmqConsumer(RabbitmqEndpoint endpoint, Processor processor) throws ClassNotFoundException {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.plan = endpoint.consumePlan();
    this.rule =
        endpoint.getConsumption().failureRule(endpoint.getCamelContext().getClassResolver());
    this.requeuePause = endpoint.getConsumption().requeuePause();
    if (endpoint.rabbitmq().isHealthCheckConsumerEnabled()) {
      setHealthCheck(endpoint.healthCheck("rabbitmq-consumer", this));
    }
  }

  /** Runs messages through the route as one exchange, and tells what becomes of them. */
  private void take(List<Delivery> messages, Consumer<Verdict> settle) {
    Exchange exchange = createExchange(false);
    if (plan.batchSize() == 1) {
      DeliveryReader.read(messages.get(0), exchange.getMessage());
    } else {
      exchange.getMessage().setBody(messages.stream().map(this::message).toList());
    }
    getAsyncProcessor().process(exchange, synchronously -> completed(exchange, settle));
  }

  private Message message(Delivery delivery) {
    Message message = new DefaultMessage(endpoint.getCamelContext());
    DeliveryReader.read(delivery, message);
    return message;
  }

  private void completed(Exchange exchange, Consumer<Verdict> settle) {
    Verdict verdict = rule.verdict(exchange);
    if (verdict == Verdict.ACCEPT) {
      requeuePause.reset();
    }
    releaseExchange(exchange, false);
    settle.accept(verdict);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    Broker acquired =
        endpoint.rabbitmq().brokers().acquire(endpoint.brokerSettings(), Role.CONSUMING);
    broker = acquired;
    if (!endpoint.getConsumption().isRecoverFromDeclareException()) {
      declareNow(acquired);
    }
    ScheduledExecutorService ours = endpoint.rabbitmq().newSubscriber();
    thread = ours;
    ExecutorService overdue =
        plan.batchSize() == 1 ? null : endpoint.rabbitmq().newConsumingThreads(this);
    batches = overdue;
    Troubles noted = new Troubles(plan.queue(), acquired.where());
    troubles = noted;
    Subscription.Context context =
        new Subscription.Context(
            this::take, noted, requeuePause, ours, overdue == null ? Runnable::run : overdue);
    List<Subscription> made = new ArrayList<>();
    for (int i = 0; i < endpoint.getConsumption().getConcurrentConsumers(); i++) {
      made.add(new Subscription(plan, acquired, context));
    }
    subscriptions = made;
    made.forEach(one -> ours.execute(one::open));
    acquired.watch(connected);
    endpoint.links().add(this);
  }

  private void declareNow(Broker acquired) throws Exception {
    try {
      Connection connection =
          acquired.connection(Deadline.in(endpoint.getConnection().getConnectionTimeout()));
      Channel channel = connection.openChannel().orElseThrow(() -> new IOException("no channel"));
      plan.topology().declare(channel);
      channel.abort();
    } catch (BrokerAwayException | IOException | RuntimeException e) {
      String reason = e instanceof BrokerAwayException ? e.getMessage() : Mismatch.explain(e);
      release();
      throw new IllegalStateException(
          "Queue '%s' of RabbitMQ at %s can't be consumed: %s"
              .formatted(plan.queue(), acquired.where(), reason),
          e);
    }
  }

  private void attempt() {
    ScheduledExecutorService ours = thread;
    if (ours != null) {
      subscriptions.forEach(one -> ours.execute(one::attempt));
    }
  }

  @Override
  protected void doSuspend() {
    subscriptions.forEach(Subscription::stopTaking);
    inThread(Subscription::drain);
  }

  @Override
  protected void doResume() {
    inThread(Subscription::open);
  }

  @Override
  protected void doStop() throws Exception {
    endpoint.links().remove(this);
    Broker last = broker;
    if (last != null) {
      last.unwatch(connected);
    }
    subscriptions.forEach(Subscription::stopTaking);
    inThread(Subscription::close);
    subscriptions = List.of();
    if (thread != null) {
      thread.shutdownNow();
    }
    if (batches != null) {
      endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(batches);
    }
    release();
    super.doStop();
  }

  private void release() {
    if (broker != null) {
      broker = null;
      endpoint.rabbitmq().brokers().release(endpoint.brokerSettings(), Role.CONSUMING);
    }
  }

  /** Changes all subscriptions in their thread; waits for it, unless the broker doesn't answer. */
  private void inThread(Consumer<Subscription> change) {
    ScheduledExecutorService ours = thread;
    if (ours == null) {
      return;
    }
    try {
      ours.submit(() -> subscriptions.forEach(change)).get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("A change of the subscriptions to {} goes on", plan.queue(), e);
    }
  }

  /** Not to be put off: suspending it at once lets what is on its way finish. */
  @Override
  public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
    return false;
  }

  /** How many exchanges are on their way, the answers to the broker included. */
  @Override
  public int getPendingExchangesSize() {
    return subscriptions.stream().mapToInt(Subscription::running).sum();
  }

  @Override
  public int inFlight() {
    return getPendingExchangesSize();
  }

  @Override
  public boolean isConnected() {
    Broker current = broker;
    return current != null && current.current() != null;
  }

  @Override
  public boolean isBlocked() {
    return false; // that is for connections that publish
  }

  @Override
  public @Nullable String trouble() {
    Broker current = broker;
    Troubles noted = troubles;
    String outage = current == null ? null : current.trouble();
    return outage == null && noted != null ? noted.sentence() : outage;
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    // suspending it did all
  }
}
