package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the broker delivers into Camel's messages. Headers that Camel or this component would
 * take as instructions are left out, since anybody may have published them.
 */
final class DeliveryReader {
  private DeliveryReader() {}

  /** Fills a message: its body is the bytes as they came. */
  static void read(Delivery delivery, Message into) {
    into.setBody(delivery.getBody());
    Map<String, Object> headers = delivery.getProperties().getHeaders();
    if (headers != null) {
      headers.forEach((name, value) -> header(into, name, value));
    }
    envelope(delivery.getEnvelope(), into);
    properties(delivery.getProperties(), into);
  }

  private static void header(Message into, String name, @Nullable Object value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("camel") && !lower.startsWith("rabbitmq.")) {
      into.setHeader(name, plain(value));
    }
  }

  /** The client's strings aren't strings to anybody else. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof LongString text) {
      return text.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(DeliveryReader::plain).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((name, inner) -> plain.put(name, plain(inner)));
      return plain;
    }
    return value;
  }

  private static void envelope(Envelope envelope, Message into) {
    into.setHeader(RabbitmqConstants.ROUTING_KEY, envelope.getRoutingKey());
    into.setHeader(RabbitmqConstants.EXCHANGE_NAME, envelope.getExchange());
    into.setHeader(RabbitmqConstants.DELIVERY_TAG, envelope.getDeliveryTag());
    into.setHeader(RabbitmqConstants.REDELIVERY_TAG, envelope.isRedeliver());
  }

  private static void properties(BasicProperties properties, Message into) {
    set(into, RabbitmqConstants.CONTENT_TYPE, properties.getContentType());
    set(into, RabbitmqConstants.CONTENT_ENCODING, properties.getContentEncoding());
    set(into, RabbitmqConstants.DELIVERY_MODE, properties.getDeliveryMode());
    set(into, RabbitmqConstants.PRIORITY, properties.getPriority());
    set(into, RabbitmqConstants.CORRELATIONID, properties.getCorrelationId());
    set(into, RabbitmqConstants.REPLY_TO, properties.getReplyTo());
    set(into, RabbitmqConstants.EXPIRATION, properties.getExpiration());
    set(into, RabbitmqConstants.MESSAGE_ID, properties.getMessageId());
    set(into, RabbitmqConstants.TIMESTAMP, properties.getTimestamp());
    set(into, RabbitmqConstants.TYPE, properties.getType());
    set(into, RabbitmqConstants.USERID, properties.getUserId());
    set(into, RabbitmqConstants.APP_ID, properties.getAppId());
    set(into, RabbitmqConstants.CLUSTERID, properties.getClusterId());
  }

  private static void set(Message into, String name, @Nullable Object value) {
    if (value != null) {
      into.setHeader(name, value);
    }
  }
}
