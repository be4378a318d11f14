package org.camelometer.component.rabbitmq;

import java.util.List;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/**
 * The options of an endpoint that say where a declared queue puts the messages that it gives up.
 */
@UriParams
public final class DeadLetterOptions {
  @UriParam(
      label = "common",
      description =
          "The exchange for messages that are rejected, expired or too many for the declared queue; amq.default or empty = the default exchange.")
  private @Nullable String deadLetterExchange;

  @UriParam(
      label = "common",
      enums = "direct,fanout,headers,topic",
      defaultValue = "direct",
      description = "The type of the declared dead letter exchange.")
  private String deadLetterExchangeType = "direct";

  @UriParam(
      label = "common",
      description = "The queue to declare and to bind to the dead letter exchange.")
  private @Nullable String deadLetterQueue;

  @UriParam(
      label = "common",
      description =
          "The routing key of dead letters; without it, they keep theirs. Also the key of the binding of deadLetterQueue.")
  private @Nullable String deadLetterRoutingKey;

  @UriParam(
      label = "common",
      defaultValue = "false",
      description =
          "Declares neither dead letter exchange nor dead letter queue, only the queue that refers to them.")
  private boolean skipDlqDeclare = false;

  DeadLetterOptions() {}

  /** The arguments of the queue whose dead letters these are. */
  Map<String, Object> queueArguments() {
    if (deadLetterExchange == null) {
      return Map.of();
    }
    String exchange = exchange(deadLetterExchange);
    return deadLetterRoutingKey == null
        ? Map.of("x-dead-letter-exchange", exchange)
        : Map.of(
            "x-dead-letter-exchange", exchange, "x-dead-letter-routing-key", deadLetterRoutingKey);
  }

  private static String exchange(String option) {
    return option.equals("amq.default") ? "" : option;
  }

  /** The exchange and the queue of the dead letters, both durable. */
  Topology topology(Map<String, Object> queueArguments, Map<String, Object> bindingArguments) {
    if (deadLetterExchange == null || skipDlqDeclare) {
      return Topology.NONE;
    }
    String exchange = exchange(deadLetterExchange);
    List<Topology.ExchangeDeclaration> exchanges =
        exchange.isEmpty() || exchange.startsWith("amq.")
            ? List.of()
            : List.of(
                new Topology.ExchangeDeclaration(
                    exchange, deadLetterExchangeType, true, false, Map.of()));
    if (deadLetterQueue == null) {
      return new Topology(exchanges, List.of(), List.of());
    }
    String key = deadLetterRoutingKey == null ? "" : deadLetterRoutingKey;
    return new Topology(
        exchanges,
        List.of(
            new Topology.QueueDeclaration(
                deadLetterQueue, false, true, false, false, queueArguments)),
        exchange.isEmpty()
            ? List.of()
            : List.of(new Topology.Binding(deadLetterQueue, exchange, key, bindingArguments)));
  }

  public @Nullable String getDeadLetterExchange() {
    return deadLetterExchange;
  }

  public void setDeadLetterExchange(@Nullable String deadLetterExchange) {
    this.deadLetterExchange = deadLetterExchange;
  }

  public String getDeadLetterExchangeType() {
    return deadLetterExchangeType;
  }

  public void setDeadLetterExchangeType(String deadLetterExchangeType) {
    this.deadLetterExchangeType = deadLetterExchangeType;
  }

  public @Nullable String getDeadLetterQueue() {
    return deadLetterQueue;
  }

  public void setDeadLetterQueue(@Nullable String deadLetterQueue) {
    this.deadLetterQueue = deadLetterQueue;
  }

  public @Nullable String getDeadLetterRoutingKey() {
    return deadLetterRoutingKey;
  }

  public void setDeadLetterRoutingKey(@Nullable String deadLetterRoutingKey) {
    this.deadLetterRoutingKey = deadLetterRoutingKey;
  }

  public boolean isSkipDlqDeclare() {
    return skipDlqDeclare;
  }

  public void setSkipDlqDeclare(boolean skipDlqDeclare) {
    this.skipDlqDeclare = skipDlqDeclare;
  }
}
