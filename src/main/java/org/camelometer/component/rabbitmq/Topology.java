package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint declares at the broker before it publishes: an exchange, a queue and the binding
 * of the two, each of them or not.
 *
 * @param exchange null = none is declared
 * @param queue null = none is declared
 * @param binding null = none is declared
 */
record Topology(
    @Nullable ExchangeDeclaration exchange,
    @Nullable QueueDeclaration queue,
    @Nullable Binding binding) {

  /** Declares nothing. */
  static final Topology NONE = new Topology(null, null, null);

  /** An exchange. */
  record ExchangeDeclaration(
      String name, String type, boolean durable, boolean autoDelete, Map<String, Object> args) {}

  /** A queue. */
  record QueueDeclaration(
      String name,
      boolean durable,
      boolean exclusive,
      boolean autoDelete,
      Map<String, Object> args) {}

  /** What gets from an exchange into a queue. */
  record Binding(String queue, String exchange, String routingKey, Map<String, Object> args) {}

  /**
   * Makes sure that all of it exists; repeating it changes nothing.
   *
   * @throws IOException if something of the name is there and is different, or may not be made; the
   *     broker then has closed the channel
   */
  void declare(Channel channel) throws IOException {
    if (exchange != null) {
      channel.exchangeDeclare(
          exchange.name, exchange.type, exchange.durable, exchange.autoDelete, exchange.args);
    }
    if (queue != null) {
      channel.queueDeclare(
          queue.name, queue.durable, queue.exclusive, queue.autoDelete, queue.args);
    }
    if (binding != null) {
      channel.queueBind(binding.queue, binding.exchange, binding.routingKey, binding.args);
    }
  }
}
