package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Turns exchanges into messages. The exchange stays as it is.
 *
 * @param bridge whether the headers for exchange and routing key are ignored
 */
record MessageWriter(String exchange, String routingKey, boolean mandatory, boolean bridge) {
  private static final int PERSISTENT = 2;

  /** What AMQP knows how to write, maps and lists aside. */
  private static final Set<Class<?>> SCALARS =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          byte[].class);

  /**
   * The message for an exchange; no body is an empty one.
   *
   * @throws CamelExchangeException if the body is nothing that can be made bytes
   * @throws IllegalArgumentException if a header has a value that can't be used
   */
  OutgoingMessage write(Exchange camel) throws CamelExchangeException {
    Message message = camel.getMessage();
    return new OutgoingMessage(
        or(bridge ? null : text(message, RabbitmqConstants.EXCHANGE_OVERRIDE_NAME), exchange),
        or(bridge ? null : text(message, RabbitmqConstants.ROUTING_KEY), routingKey),
        or(value(message, RabbitmqConstants.MANDATORY, Boolean.class), mandatory),
        properties(message),
        message.getBody() == null ? new byte[0] : message.getMandatoryBody(byte[].class));
  }

  private static BasicProperties properties(Message message) {
    BasicProperties.Builder builder = new BasicProperties.Builder().headers(headers(message));
    builder.deliveryMode(
        or(value(message, RabbitmqConstants.DELIVERY_MODE, Integer.class), PERSISTENT));
    builder.priority(value(message, RabbitmqConstants.PRIORITY, Integer.class));
    builder.timestamp(timestamp(message));
    Function<String, @Nullable String> text = name -> text(message, name);
    builder.contentType(text.apply(RabbitmqConstants.CONTENT_TYPE));
    builder.contentEncoding(text.apply(RabbitmqConstants.CONTENT_ENCODING));
    builder.messageId(text.apply(RabbitmqConstants.MESSAGE_ID));
    builder.correlationId(text.apply(RabbitmqConstants.CORRELATIONID));
    builder.replyTo(text.apply(RabbitmqConstants.REPLY_TO));
    builder.expiration(expiration(message));
    builder.type(text.apply(RabbitmqConstants.TYPE));
    builder.userId(text.apply(RabbitmqConstants.USERID));
    builder.appId(text.apply(RabbitmqConstants.APP_ID));
    builder.clusterId(text.apply(RabbitmqConstants.CLUSTERID));
    return builder.build();
  }

  /** A string to AMQP, but one that is no number makes the broker close the channel. */
  private static @Nullable String expiration(Message message) {
    Long millis = value(message, RabbitmqConstants.EXPIRATION, Long.class);
    return millis == null ? null : millis.toString();
  }

  private static @Nullable Date timestamp(Message message) {
    Object value = message.getHeader(RabbitmqConstants.TIMESTAMP);
    if (value instanceof Date date) {
      return date;
    }
    Long millis = value(message, RabbitmqConstants.TIMESTAMP, Long.class);
    return millis == null ? null : Date.from(Instant.ofEpochMilli(millis));
  }

  private static Map<String, Object> headers(Message message) {
    Map<String, Object> headers = new HashMap<>();
    for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
      String name = header.getKey();
      boolean internal = name.startsWith("Camel") || name.startsWith("rabbitmq.");
      if (!internal && isWritable(header.getValue())) {
        headers.put(name, header.getValue());
      }
    }
    return headers;
  }

  private static boolean isWritable(@Nullable Object value) {
    return (value != null && SCALARS.contains(value.getClass()))
        || value instanceof Date
        || value instanceof LongString
        || value instanceof Map
        || value instanceof List;
  }

  private static @Nullable String text(Message message, String name) {
    return value(message, name, String.class);
  }

  private static <T> @Nullable T value(Message message, String name, Class<T> type) {
    Object value = message.getHeader(name);
    if (value == null) {
      return null;
    }
    try {
      return message.getHeader(name, type);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "Header %s is '%s', which is no %s".formatted(name, value, type.getSimpleName()), e);
    }
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
