package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel that is subscribed to a queue: hands what comes to the route, one by one or in batches,
 * and answers for each message once its exchange is completed. The client calls it in one thread at
 * a time; routes may complete in any.
 */
final class Intake extends DefaultConsumer {
  private final Unsettled unsettled;
  private final Route route;
  private final Keeper keeper;
  private final @Nullable BatchBuffer batches;
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean taking = true;

  /** Processes messages as one exchange, and says exactly once what becomes of them. */
  @FunctionalInterface
  interface Route {
    void take(List<Delivery> messages, Consumer<Verdict> settle);
  }

  /** Whoever keeps the subscription alive. Nothing of it blocks. */
  interface Keeper {
    /** The messages are to be tried again, but not at once. */
    void retry(Intake intake, List<Delivery> messages);

    /** The time of a batch begins. */
    void batchOpened(Intake intake, Delivery first);

    /** The broker ended the subscription; the channel is still open. */
    void cancelled(Intake intake);

    /** It takes nothing any more, and everything that it took is completed. */
    void idle(Intake intake);
  }

  Intake(Channel channel, ConsumePlan plan, Route route, Keeper keeper) {
    super(channel);
    this.unsettled = new Unsettled(channel, plan.isStream());
    this.route = route;
    this.keeper = keeper;
    this.batches =
        plan.batchSize() == 1
            ? null
            : new BatchBuffer(
                plan.batchSize(), this::hand, first -> keeper.batchOpened(this, first));
  }

  @Override
  public void handleDelivery(
      String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
    Delivery delivery = new Delivery(envelope, properties, body);
    unsettled.delivered(delivery);
    if (batches != null && taking) {
      batches.add(delivery);
    } else {
      hand(List.of(delivery));
    }
  }

  @Override
  public void handleCancel(String consumerTag) {
    keeper.cancelled(this);
  }

  private void hand(List<Delivery> messages) {
    running.incrementAndGet(); // before the question, or who stops it might count none
    if (!taking) {
      done();
      giveBack(messages);
      return;
    }
    route.take(messages, verdict -> settle(messages, verdict));
  }

  private void settle(List<Delivery> messages, Verdict verdict) {
    switch (verdict) {
      case ACCEPT -> unsettled.accept(tags(messages));
      case REJECT -> unsettled.refuse(tags(messages), false);
      case REQUEUE -> keeper.retry(this, messages);
    }
    done();
  }

  private void done() {
    if (running.decrementAndGet() == 0 && !taking) {
      keeper.idle(this);
    }
  }

  /** Puts messages back into their queue. */
  void giveBack(List<Delivery> messages) {
    unsettled.refuse(tags(messages), true);
  }

  /** The time of the batch that began with this message is over. */
  void batchDue(Delivery first) {
    if (batches != null) {
      batches.flush(first);
    }
  }

  /** Hands nothing to the route from now on; what it has goes on. */
  void stopTaking() {
    taking = false;
    if (batches != null) {
      giveBack(batches.clear());
    }
  }

  /** Ends the subscription at the broker; the channel stays open for answers. */
  void unsubscribe(String consumerTag) throws IOException {
    getChannel().basicCancel(consumerTag);
  }

  /** How many exchanges are on their way. */
  int running() {
    return running.get();
  }

  /** See {@link Unsettled#resumeAt}. */
  @Nullable Long resumeAt() {
    return unsettled.resumeAt();
  }

  private static List<Long> tags(List<Delivery> messages) {
    return messages.stream().map(message -> message.getEnvelope().getDeliveryTag()).toList();
  }
}
