package org.camelometer.component.rabbitmq;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.util.PropertiesHelper;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint that say what it declares at the broker before it publishes. */
@UriParams
public final class DeclareOptions {
  @UriParam(
      label = "common",
      defaultValue = "false",
      description =
          "Whether to declare the exchange, and the queue and its binding if a queue is given, before publishing.")
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

  @UriParam(label = "common", description = "The queue to declare and to bind to the exchange.")
  private @Nullable String queue;

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
          "Arguments of what is declared: arg.exchange.NAME, arg.queue.NAME and arg.binding.NAME.")
  private Map<String, Object> args = Map.of();

  DeclareOptions() {}

  /** What to declare, as the options say. Exchanges that every broker has can't be declared. */
  Topology topology(String exchangeName, String routingKey) {
    if (!declare) {
      return Topology.NONE;
    }
    boolean predefined = exchangeName.isEmpty() || exchangeName.startsWith("amq.");
    String declared = skipQueueDeclare ? null : queue;
    boolean bound = declared != null && !skipQueueBind && !exchangeName.isEmpty();
    return new Topology(
        skipExchangeDeclare || predefined
            ? null
            : new Topology.ExchangeDeclaration(
                exchangeName, exchangeType, durable, autoDelete, arguments("exchange.")),
        declared == null
            ? null
            : new Topology.QueueDeclaration(
                declared, durable, exclusive, autoDelete, arguments("queue.")),
        bound && declared != null
            ? new Topology.Binding(declared, exchangeName, routingKey, arguments("binding."))
            : null);
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
}
