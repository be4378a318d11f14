package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What an endpoint declares at the broker before it uses it: first exchanges, then queues, then
 * what binds them.
 */
record Topology(
    List<ExchangeDeclaration> exchanges, List<QueueDeclaration> queues, List<Binding> bindings) {

  /** Declares nothing. */
  static final Topology NONE = new Topology(List.of(), List.of(), List.of());

  /** An exchange. */
  record ExchangeDeclaration(
      String name, String type, boolean durable, boolean autoDelete, Map<String, Object> args) {}

  /**
   * A queue.
   *
   * @param passive whether it must be there already, whatever the rest says
   */
  record QueueDeclaration(
      String name,
      boolean passive,
      boolean durable,
      boolean exclusive,
      boolean autoDelete,
      Map<String, Object> args) {}

  /** What gets from an exchange into a queue. */
  record Binding(String queue, String exchange, String routingKey, Map<String, Object> args) {}

  /** Adds what it declares to what others do. */
  void addTo(
      List<ExchangeDeclaration> moreExchanges,
      List<QueueDeclaration> moreQueues,
      List<Binding> moreBindings) {
    moreExchanges.addAll(exchanges);
    moreQueues.addAll(queues);
    moreBindings.addAll(bindings);
  }

  /**
   * Makes sure that all of it exists; repeating it changes nothing.
   *
   * @throws IOException if something of the name is there and is different, or may not be made; the
   *     broker then has closed the channel
   */
  void declare(Channel channel) throws IOException {
    for (ExchangeDeclaration exchange : exchanges) {
      channel.exchangeDeclare(
          exchange.name, exchange.type, exchange.durable, exchange.autoDelete, exchange.args);
    }
    for (QueueDeclaration queue : queues) {
      if (queue.passive) {
        channel.queueDeclarePassive(queue.name);
      } else {
        channel.queueDeclare(
            queue.name, queue.durable, queue.exclusive, queue.autoDelete, queue.args);
      }
    }
    for (Binding binding : bindings) {
      channel.queueBind(binding.queue, binding.exchange, binding.routingKey, binding.args);
    }
  }
}
