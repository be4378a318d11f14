package org.camelometer.component.rabbitmq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.util.PropertiesHelper;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint that say what it declares at the broker before it uses it. */
@UriParams
public final class DeclareOptions {
  @UriParam(
      label = "common",
      defaultValue = "false",
      description =
          "Whether to declare the exchange, and the queue and its binding if a queue is given, on each new channel.")
  private boolean declare = false;

  @UriParam(
      label = "common",
      defaultValue = "direct",
      enums = "direct,fanout,headers,topic",
      description = "The type of the declared exchange.")
  private String exchangeType = "direct";

  @UriParam(
      label = "common",
      defaultValue = "true",
      description = "Whether the declared exchange and queue survive a restart of the broker.")
  private boolean durable = true;

  @UriParam(
      label = "common",
      defaultValue = "false",
      description =
          "Whether the declared exchange and queue vanish when they are no longer in use.")
  private boolean autoDelete = false;

  @UriParam(
      label = "common",
      defaultValue = "false",
      description = "Whether the declared queue is for this connection alone.")
  private boolean exclusive = false;

  @UriParam(
      label = "common",
      description = "The queue to consume from, and to declare and bind to the exchange.")
  private @Nullable String queue;

  @UriParam(
      label = "common",
      enums = "classic,quorum,stream",
      description =
          "The type of the declared queue; without it, the default of the virtual host. Quorum queues and streams are durable.")
  private @Nullable String queueType;

  @UriParam(
      label = "common",
      defaultValue = "false",
      description =
          "Whether only one of the consumers of the declared queue gets messages at a time, the others being in reserve.")
  private boolean singleActiveConsumer = false;

  @UriParam(
      label = "common",
      defaultValue = "false",
      description =
          "Whether the queue must be there already: it is looked for instead of declared.")
  private boolean passive = false;

  @UriParam(
      label = "common",
      defaultValue = "false",
      description = "Declares the queue and its binding, but not the exchange.")
  private boolean skipExchangeDeclare = false;

  @UriParam(
      label = "common",
      defaultValue = "false",
      description = "Declares the exchange, but neither queue nor binding.")
  private boolean skipQueueDeclare = false;

  @UriParam(
      label = "common",
      defaultValue = "false",
      description = "Declares exchange and queue, but no binding.")
  private boolean skipQueueBind = false;

  @UriParam(
      label = "advanced",
      prefix = "arg.",
      multiValue = true,
      description =
          "Arguments of what is declared: arg.exchange.NAME, arg.queue.NAME, arg.binding.NAME, arg.dlq.queue.NAME and arg.dlq.binding.NAME.")
  private Map<String, Object> args = Map.of();

  DeclareOptions() {}

  /**
   * What to declare, as the options say. Exchanges that every broker has can't be declared.
   *
   * @throws IllegalArgumentException if the options contradict each other
   */
  Topology topology(String exchangeName, String routingKey, DeadLetterOptions deadLetters) {
    requireSense();
    if (!declare) {
      return Topology.NONE;
    }
    List<Topology.ExchangeDeclaration> exchanges = new ArrayList<>();
    List<Topology.QueueDeclaration> queues = new ArrayList<>();
    List<Topology.Binding> bindings = new ArrayList<>();
    if (!skipExchangeDeclare && !exchangeName.isEmpty() && !exchangeName.startsWith("amq.")) {
      exchanges.add(
          new Topology.ExchangeDeclaration(
              exchangeName, exchangeType, durable, autoDelete, arguments("exchange.")));
    }
    if (queue != null && !skipQueueDeclare) {
      deadLetters
          .topology(arguments("dlq.queue."), arguments("dlq.binding."))
          .addTo(exchanges, queues, bindings);
      queues.add(
          new Topology.QueueDeclaration(
              queue, passive, durable, exclusive, autoDelete, queueArguments(deadLetters)));
      if (!skipQueueBind && !exchangeName.isEmpty()) {
        bindings.add(new Topology.Binding(queue, exchangeName, routingKey, arguments("binding.")));
      }
    }
    return new Topology(exchanges, queues, bindings);
  }

  private void requireSense() {
    boolean replicated = "quorum".equals(queueType) || isStream();
    if (replicated && (!durable || exclusive || autoDelete)) {
      throw new IllegalArgumentException(
          "queueType=%s needs durable=true, exclusive=false and autoDelete=false"
              .formatted(queueType));
    }
  }

  private Map<String, Object> queueArguments(DeadLetterOptions deadLetters) {
    Map<String, Object> arguments = arguments("queue.");
    arguments.putAll(deadLetters.queueArguments());
    if (queueType != null) {
      arguments.put("x-queue-type", queueType);
    }
    if (singleActiveConsumer) {
      arguments.put("x-single-active-consumer", true);
    }
    return arguments;
  }

  /** Whether the queue is said to be a stream. */
  boolean isStream() {
    return "stream".equals(queueType);
  }

  /** Numbers written in a URI are numbers to the broker. */
  private Map<String, Object> arguments(String prefix) {
    Map<String, Object> arguments = PropertiesHelper.extractProperties(new HashMap<>(args), prefix);
    arguments.replaceAll(
        (name, value) ->
            value instanceof String text && text.matches("-?\\d{1,18}")
                ? (Object) Long.valueOf(text)
                : value);
    return arguments;
  }

  public boolean isDeclare() {
    return declare;
  }

  public void setDeclare(boolean declare) {
    this.declare = declare;
  }

  public String getExchangeType() {
    return exchangeType;
  }

  public void setExchangeType(String exchangeType) {
    this.exchangeType = exchangeType;
  }

  public boolean isDurable() {
    return durable;
  }

  public void setDurable(boolean durable) {
    this.durable = durable;
  }

  public boolean isAutoDelete() {
    return autoDelete;
  }

  public void setAutoDelete(boolean autoDelete) {
    this.autoDelete = autoDelete;
  }

  public boolean isExclusive() {
    return exclusive;
  }

  public void setExclusive(boolean exclusive) {
    this.exclusive = exclusive;
  }

  public @Nullable String getQueue() {
    return queue;
  }

  public void setQueue(@Nullable String queue) {
    this.queue = queue;
  }

  public boolean isSkipExchangeDeclare() {
    return skipExchangeDeclare;
  }

  public void setSkipExchangeDeclare(boolean skipExchangeDeclare) {
    this.skipExchangeDeclare = skipExchangeDeclare;
  }

  public boolean isSkipQueueDeclare() {
    return skipQueueDeclare;
  }

  public void setSkipQueueDeclare(boolean skipQueueDeclare) {
    this.skipQueueDeclare = skipQueueDeclare;
  }

  public boolean isSkipQueueBind() {
    return skipQueueBind;
  }

  public void setSkipQueueBind(boolean skipQueueBind) {
    this.skipQueueBind = skipQueueBind;
  }

  public Map<String, Object> getArgs() {
    return args;
  }

  public void setArgs(Map<String, Object> args) {
    this.args = args;
  }

  public @Nullable String getQueueType() {
    return queueType;
  }

  public void setQueueType(@Nullable String queueType) {
    this.queueType = queueType;
  }

  public boolean isSingleActiveConsumer() {
    return singleActiveConsumer;
  }

  public void setSingleActiveConsumer(boolean singleActiveConsumer) {
    this.singleActiveConsumer = singleActiveConsumer;
  }

  public boolean isPassive() {
    return passive;
  }

  public void setPassive(boolean passive) {
    this.passive = passive;
  }
}
