package org.camelometer.component.rabbitmq;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that a queue isn't consumed, and once that it is again, however many subscriptions a
 * consumer has. Told by one thread, asked by any.
 */
final class Troubles {
  private static final Logger LOG = LoggerFactory.getLogger(RabbitmqConsumer.class);

  private final String queue;
  private final String broker;
  private final Set<Object> troubled = new HashSet<>();
  private volatile @Nullable String sentence;

  Troubles(String queue, String broker) {
    this.queue = queue;
    this.broker = broker;
  }

  /** A subscription can't be had, or was lost. */
  void began(Object subscription, String reason) {
    sentence =
        "Queue '%s' of RabbitMQ at %s is not consumed: %s; trying again after growing pauses up to 30 s"
            .formatted(queue, broker, reason);
    if (troubled.isEmpty()) {
      LOG.warn("{}.", sentence);
    }
    troubled.add(subscription);
  }

  /** A subscription is there. */
  void ended(Object subscription) {
    if (troubled.remove(subscription) && troubled.isEmpty()) {
      sentence = null;
      LOG.info("Queue '{}' of RabbitMQ at {} is consumed again.", queue, broker);
    }
  }

  /** What is wrong, without a full stop; null = nothing. */
  @Nullable String sentence() {
    return sentence;
  }
}
