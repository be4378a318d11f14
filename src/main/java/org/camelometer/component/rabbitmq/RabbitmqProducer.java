package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes exchanges and completes each when the broker has confirmed it: in another thread, while
 * the caller goes on with the next. The caller waits only for a place among the messages in flight,
 * for the first connection, and while the broker asks publishers to hold still; never longer than
 * {@code publisherAcknowledgementsTimeout}. For any number of threads.
 */
final class RabbitmqProducer extends DefaultAsyncProducer implements Link {
  private static final Logger LOG = LoggerFactory.getLogger(RabbitmqProducer.class);

  private static final long LONGEST_SWEEP_MILLIS = 200;

  private final RabbitmqEndpoint endpoint;
  private final MessageWriter writer;
  private final long timeoutMillis;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable Broker broker;
  private volatile @Nullable ConfirmWindow window;
  private final HealthCheck health;
  private @Nullable ScheduledFuture<?> sweep;

  RabbitmqProducer(RabbitmqEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.writer = endpoint.messageWriter();
    this.timeoutMillis = endpoint.getPublisherAcknowledgementsTimeout();
    this.health = endpoint.healthCheck("producer:rabbitmq", this);
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    try {
      OutgoingMessage message = writer.write(exchange);
      Deadline deadline = Deadline.in(timeoutMillis);
      openWindow(message, deadline)
          .publish(
              new Publication(
                  message, deadline, exchange, callback, endpoint.rabbitmq().continuations()));
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.setException(e);
    } catch (Exception e) { // the body's type converters may throw anything
      exchange.setException(e);
    }
    callback.done(true);
    return true;
  }

  private ConfirmWindow openWindow(OutgoingMessage message, Deadline deadline)
      throws NotPublishedException, InterruptedException {
    Broker current = broker;
    if (current == null) {
      throw NotPublishedException.notSent(
          message, endpoint.brokerSettings().where(), "the producer is stopped");
    }
    try {
      Connection connection = current.connection(deadline);
      ConfirmWindow open = window;
      return open != null && open.isOpen(connection)
          ? open
          : replaceWindow(current, connection, deadline);
    } catch (BrokerAwayException e) {
      throw NotPublishedException.notSent(message, e);
    } catch (IOException | RuntimeException e) {
      throw NotPublishedException.notSent(message, current.where(), Mismatch.explain(e));
    }
  }

  private ConfirmWindow replaceWindow(Broker current, Connection connection, Deadline deadline)
      throws IOException, InterruptedException {
    if (!opening.tryLock(deadline.left(), TimeUnit.NANOSECONDS)) {
      throw new IOException("it does not open a channel");
    }
    try {
      ConfirmWindow open = window;
      if (open == null || !open.isOpen(connection)) {
        open = newWindow(current, connection);
        window = open;
      }
      return open;
    } finally {
      opening.unlock();
    }
  }

  private ConfirmWindow newWindow(Broker current, Connection connection) throws IOException {
    Channel channel =
        connection
            .openChannel()
            .orElseThrow(() -> new IOException("it allows no further channel on the connection"));
    endpoint.topology().declare(channel);
    return ConfirmWindow.on(
        channel, current, endpoint.getMaxInFlight(), timeoutMillis, this::again);
  }

  private @Nullable WritableHealthCheckRepository checks() {
    return HealthCheckHelper.getHealthCheckRepository(
        endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
  }

  /** Publishes what was lost with a channel that another message had closed. */
  private void again(List<Publication> innocent) {
    endpoint.rabbitmq().continuations().execute(() -> innocent.forEach(this::publishAgain));
  }

  private void publishAgain(Publication publication) {
    try {
      openWindow(publication.message(), publication.deadline()).publish(publication);
    } catch (NotPublishedException e) {
      publication.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      publication.failed(
          NotPublishedException.notSent(
              publication.message(), endpoint.brokerSettings().where(), "it was interrupted"));
    }
  }

  @Override
  public boolean isConnected() {
    Broker current = broker;
    return current != null && current.current() != null;
  }

  @Override
  public boolean isBlocked() {
    Broker current = broker;
    return current != null && current.isBlocked();
  }

  @Override
  public int inFlight() {
    ConfirmWindow current = window;
    return current == null ? 0 : current.size();
  }

  @Override
  public @Nullable String trouble() {
    Broker current = broker;
    return current == null ? null : current.trouble();
  }

  private void expire() {
    ConfirmWindow current = window;
    if (current != null) {
      try {
        current.expire();
      } catch (RuntimeException e) { // or the sweep would end, and with it every time limit
        LOG.warn("Looking for messages whose time is over failed; trying again.", e);
      }
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    endpoint.links().add(this);
    WritableHealthCheckRepository checks = checks();
    if (checks != null && endpoint.rabbitmq().isHealthCheckProducerEnabled()) {
      checks.addHealthCheck(health);
    }
    broker = endpoint.rabbitmq().brokers().acquire(endpoint.brokerSettings(), Role.PUBLISHING);
    if (timeoutMillis > 0) {
      long pause = Math.min(LONGEST_SWEEP_MILLIS, Math.max(1, timeoutMillis / 10));
      sweep =
          endpoint
              .rabbitmq()
              .clockwork()
              .scheduleWithFixedDelay(this::expire, pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  protected void doStop() throws Exception {
    endpoint.links().remove(this);
    WritableHealthCheckRepository checks = checks();
    if (checks != null) {
      checks.removeHealthCheck(health);
    }
    if (sweep != null) {
      sweep.cancel(false);
    }
    ConfirmWindow last = window;
    window = null;
    if (last != null) {
      last.end("the producer was stopped");
    }
    if (broker != null) {
      broker = null;
      endpoint.rabbitmq().brokers().release(endpoint.brokerSettings(), Role.PUBLISHING);
    }
    if (last != null) {
      last.abort(); // at no cost if the connection went with the last producer
    }
    super.doStop();
  }
}
