package org.camelometer.publish.notifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camelometer.publish.Bodies;
import org.camelometer.publish.Companions;
import org.camelometer.sample.Sample;

/**
 * Encodes batches for {@code notifier:} and knows where they go; the kamelet sends them through the
 * component {@code rabbitmq:}. Its companion {@code connection} is the {@link
 * BrokerConnectionFactory}, {@code arguments} what the queue is declared with. For any number of
 * threads.
 */
public final class NotifierPublisher implements Companions {
  private final String routingKey;
  private final OsloMessage message;
  private final boolean perMeter;
  private final NotifierDeclaration declaration;
  private final BrokerAddress broker;
  private final Map<String, Object> companions;

  /**
   * Prepares to encode.
   *
   * @param perMeter whether each meter's samples go out a second time, in a message of their own
   */
  NotifierPublisher(
      String topic,
      OsloMessage message,
      boolean perMeter,
      NotifierDeclaration declaration,
      BrokerAddress broker,
      BrokerConnectionFactory connection) {
    this.routingKey = topic + ".sample";
    this.message = message;
    this.perMeter = perMeter;
    this.declaration = declaration;
    this.broker = broker;
    this.companions = Map.of("connection", connection, "arguments", declaration.arguments());
  }

  /** The messages of a batch: one with all of it, and as asked one for each meter, by name. */
  public Bodies messages(List<Sample> samples) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    bodies.add(encode(samples));
    if (perMeter) {
      Map<String, List<Sample>> meters =
          samples.stream()
              .collect(Collectors.groupingBy(Sample::name, TreeMap::new, Collectors.toList()));
      for (Map.Entry<String, List<Sample>> meter : meters.entrySet()) {
        bodies.add(message.of(meter.getKey()).encode(meter.getValue()));
      }
    }
    return new Bodies(bodies, 0);
  }

  /** The body of one AMQP message with a whole batch. */
  public byte[] encode(List<Sample> samples) throws IOException {
    return message.encode(samples);
  }

  /**
   * Notes that the broker did not take a message.
   *
   * @throws Exception the same, or one that says it in the options of the publisher's URL
   */
  public void fails(Exception reason) throws Exception {
    String message = reason.getMessage();
    String sentence = message == null ? "" : Remedy.of(message);
    if (message == null || sentence.equals(message)) {
      throw reason;
    }
    throw new IOException(sentence, reason);
  }

  /** {@code <topic>.sample}: the routing key, and the name of the queue bound with it. */
  public String routingKey() {
    return routingKey;
  }

  /** Whether exchange, queue and binding are declared. */
  public boolean declared() {
    return declaration.declared();
  }

  /** Whether they survive a restart of the broker. */
  public boolean durable() {
    return declaration.durable();
  }

  /** Whether they vanish when nobody uses them any more. */
  public boolean autoDelete() {
    return declaration.autoDelete();
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
