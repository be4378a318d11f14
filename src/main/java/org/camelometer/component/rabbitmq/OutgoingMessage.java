package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A message as it goes to the broker. Not to be changed, although its body could be.
 *
 * @param exchange empty = the default exchange, which takes queue names as routing keys
 * @param mandatory whether it is a failure if no queue takes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the client wants an array
record OutgoingMessage(
    String exchange,
    String routingKey,
    boolean mandatory,
    BasicProperties properties,
    byte[] body) {
  private static final int LONGEST_NAME = 255;
  private static final int FRAME_OVERHEAD = 8;

  /** The same message with a message id. */
  OutgoingMessage withId(String id) {
    return new OutgoingMessage(
        exchange, routingKey, mandatory, properties.builder().messageId(id).build(), body);
  }

  /** Names it in sentences. */
  String display() {
    return "Message to exchange '%s' with routing key '%s'".formatted(exchange, routingKey);
  }

  /**
   * Finds out whether it can be written at all, before it gets a number: the client counts a
   * message that it fails to encode, and from then on every confirm would be one off.
   *
   * @param frameMax the largest frame of the connection, 0 = no limit
   * @throws IllegalArgumentException with the reason in words
   */
  void requireEncodable(int frameMax) {
    requireShort("exchange name", exchange);
    requireShort("routing key", routingKey);
    int size = encodedProperties();
    if (frameMax > 0 && size + FRAME_OVERHEAD > frameMax) {
      throw new IllegalArgumentException(
          "its headers take %d bytes, more than a frame of %d".formatted(size, frameMax));
    }
  }

  private static void requireShort(String what, String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "its %s is longer than %d bytes".formatted(what, LONGEST_NAME));
    }
  }

  private int encodedProperties() {
    try {
      return properties.toFrame(0, body.length).size();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("its headers can't be sent: " + e.getMessage(), e);
    }
  }
}
