package org.camelometer.publish;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.Sample;

/**
 * Encodes batches for {@code notifier:} and knows where they go; the kamelet sends them through the
 * component {@code rabbitmq:}. Its companion {@code connection} is the {@link
 * BrokerConnectionFactory}. For any number of threads.
 */
public final class NotifierPublisher implements Companions {
  private final String routingKey;
  private final OsloMessage message;
  private final BrokerAddress broker;
  private final Map<String, Object> companions;

  NotifierPublisher(String topic, OsloMessage message, BrokerAddress broker) {
    this.routingKey = topic + ".sample";
    this.message = message;
    this.broker = broker;
    this.companions = Map.of("connection", new BrokerConnectionFactory(broker));
  }

  /** The body of one AMQP message with a whole batch. */
  public byte[] encode(List<Sample> samples) throws IOException {
    return message.encode(samples);
  }

  /** {@code <topic>.sample}: the routing key, and the name of the queue bound with it. */
  public String routingKey() {
    return routingKey;
  }

  /** Where the broker is. */
  public BrokerAddress broker() {
    return broker;
  }

  @Override
  public Map<String, Object> companions() {
    return companions;
  }
}
