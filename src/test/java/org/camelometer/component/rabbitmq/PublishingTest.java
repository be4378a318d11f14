package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublishingTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  private static String to(String exchange, String options) {
    return "rabbitmq:%s?portNumber=%d&%s".formatted(exchange, rabbit.port(), options);
  }

  private static void queue(String name, Map<String, Object> arguments) {
    rabbit.with(channel -> channel.queueDeclare(name, true, false, false, arguments));
  }

  private static String text(GetResponse message) {
    return new String(message.getBody(), StandardCharsets.UTF_8);
  }

  @Test
  void succeedsWhenTheBrokerHasConfirmed() throws Exception {
    queue("plain", Map.of());
    try (Sender sender = new Sender(to("amq.default", "routingKey=plain"))) {
      assertThat(sender.failure("hello")).isNull();
    }
    GetResponse message = rabbit.take("plain");
    assertThat(text(message)).isEqualTo("hello");
    assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
    assertThat(message.getProps().getHeaders()).isNullOrEmpty();
  }

  @Test
  void completesOutsideOfTheThreadThatReadsFromTheBroker() throws Exception {
    queue("threads", Map.of());
    try (Sender sender = new Sender(to("amq.default", "routingKey=threads"))) {
      Exchange done = Sender.exchange(sender.send("x"));
      assertThat(done.getProperty("thread", String.class)).contains("RabbitmqConfirmed");
    }
  }

  @Test
  void keepsManyMessagesInFlightAndTheirOrder() throws Exception {
    queue("many", Map.of());
    int count = 5000;
    List<CompletableFuture<Exchange>> sent = new ArrayList<>();
    try (Sender sender = new Sender(to("amq.default", "routingKey=many&maxInFlight=100"))) {
      for (int i = 0; i < count; i++) {
        sent.add(sender.send(Integer.toString(i)));
      }
      assertThat(sent).allSatisfy(one -> assertThat(Sender.failure(one)).isNull());
      assertThat(sender.callbacks()).isEqualTo(count);
    }
    assertThat(rabbit.count("many")).isEqualTo(count);
    assertThat(text(rabbit.take("many"))).isEqualTo("0");
    assertThat(text(rabbit.take("many"))).isEqualTo("1");
  }

  @Test
  void failsOnlyTheMessageThatNoQueueTakes() throws Exception {
    queue("taken", Map.of());
    Map<String, Object> nowhere = Map.of("rabbitmq.ROUTING_KEY", "nowhere");
    try (Sender sender = new Sender(to("amq.default", "routingKey=taken"))) {
      List<CompletableFuture<Exchange>> sent = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        sent.add(i % 3 == 0 ? sender.send("lost", nowhere) : sender.send("kept"));
      }
      for (int i = 0; i < 300; i++) {
        Throwable failure = Sender.failure(sent.get(i));
        if (i % 3 == 0) {
          assertThat(failure)
              .isInstanceOf(NotPublishedException.class)
              .hasMessage(
                  "Message to exchange '' with routing key 'nowhere' was not taken by RabbitMQ at"
                      + " localhost:%d: no queue is bound for it (NO_ROUTE)",
                  rabbit.port());
        } else {
          assertThat(failure).isNull();
        }
      }
      assertThat(sender.callbacks()).isEqualTo(300);
    }
    assertThat(rabbit.count("taken")).isEqualTo(200);
  }

  @Test
  void findsAReturnedMessageThatHasAnIdOfItsOwn() throws Exception {
    queue("identified", Map.of());
    Map<String, Object> lost =
        Map.of("rabbitmq.MESSAGE_ID", "same", "rabbitmq.ROUTING_KEY", "nowhere");
    try (Sender sender = new Sender(to("amq.default", "routingKey=identified"))) {
      CompletableFuture<Exchange> kept = sender.send("a", Map.of("rabbitmq.MESSAGE_ID", "same"));
      CompletableFuture<Exchange> first = sender.send("a", lost);
      CompletableFuture<Exchange> second = sender.send("a", lost);
      assertThat(Sender.failure(kept)).isNull();
      assertThat(Sender.failure(first)).hasMessageContaining("NO_ROUTE");
      assertThat(Sender.failure(second)).hasMessageContaining("NO_ROUTE");
    }
    assertThat(rabbit.take("identified").getProps().getMessageId()).isEqualTo("same");
  }

  @Test
  void succeedsWithoutAQueueIfTheMessageIsNotMandatory() throws Exception {
    try (Sender sender = new Sender(to("amq.default", "routingKey=nowhere&mandatory=false"))) {
      assertThat(sender.failure("x")).isNull();
      assertThat(sender.failure("x", Map.of("rabbitmq.MANDATORY", true)))
          .hasMessageContaining("NO_ROUTE");
    }
  }

  @Test
  void namesAnUnknownExchangeAndGoesOn() throws Exception {
    queue("known", Map.of());
    try (Sender sender = new Sender(to("no-such-exchange", "routingKey=known"))) {
      assertThat(sender.failure("x"))
          .isInstanceOf(NotPublishedException.class)
          .hasMessageContaining("no exchange 'no-such-exchange' in vhost '/'")
          .hasMessageContaining("routing key 'known'")
          .hasMessageContaining("localhost:" + rabbit.port());
      assertThat(sender.failure("y", Map.of("rabbitmq.EXCHANGE_OVERRIDE_NAME", ""))).isNull();
    }
    assertThat(text(rabbit.take("known"))).isEqualTo("y");
  }

  @Test
  void failsOnlyTheMessagesToAnUnknownExchangeAmongManyInFlight() throws Exception {
    queue("innocent", Map.of());
    Map<String, Object> unknown = Map.of("rabbitmq.EXCHANGE_OVERRIDE_NAME", "no-such-exchange");
    try (Sender sender = new Sender(to("amq.default", "routingKey=innocent"))) {
      List<CompletableFuture<Exchange>> sent = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        sent.add(i == 250 ? sender.send("lost", unknown) : sender.send("kept"));
      }
      for (int i = 0; i < 500; i++) {
        Throwable failure = Sender.failure(sent.get(i));
        if (i == 250) {
          assertThat(failure).hasMessageContaining("no exchange 'no-such-exchange' in vhost '/'");
        } else {
          assertThat(failure).isNull();
        }
      }
      assertThat(sender.callbacks()).isEqualTo(500);
    }
    assertThat(rabbit.count("innocent")).isGreaterThanOrEqualTo(499);
  }

  @Test
  void failsOnlyTheMessageThatIsTooLarge() throws Exception {
    queue("sized", Map.of());
    rabbit.ctl(
        "eval",
        "persistent_term:erase(max_message_size), application:set_env(rabbit, max_message_size, 1000).");
    try (Sender sender = new Sender(to("amq.default", "routingKey=sized"))) {
      List<CompletableFuture<Exchange>> sent = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        sent.add(sender.send(i == 50 ? new byte[1001] : new byte[10]));
      }
      for (int i = 0; i < 100; i++) {
        Throwable failure = Sender.failure(sent.get(i));
        if (i == 50) {
          assertThat(failure).hasMessageContaining("message size 1001");
        } else {
          assertThat(failure).isNull();
        }
      }
    } finally {
      rabbit.ctl("eval", "application:set_env(rabbit, max_message_size, 134217728).");
    }
  }

  @Test
  void failsTheMessagesThatAFullQueueRefuses() throws Exception {
    queue("small", Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
    try (Sender sender = new Sender(to("amq.default", "routingKey=small"))) {
      assertThat(sender.failure("first")).isNull();
      assertThat(sender.failure("second"))
          .isInstanceOf(NotPublishedException.class)
          .hasMessageContaining("it refused the message (basic.nack)");
      rabbit.take("small");
      assertThat(sender.failure("third")).isNull();
    }
  }

  @Test
  void takesExchangeKeyAndPropertiesFromHeaders() throws Exception {
    queue("headers", Map.of());
    Instant time = Instant.ofEpochSecond(1_600_000_000);
    try (Sender sender = new Sender(to("amq.topic", "routingKey=unused"))) {
      Map<String, Object> headers =
          Map.ofEntries(
              Map.entry("rabbitmq.EXCHANGE_OVERRIDE_NAME", "amq.direct"),
              Map.entry("rabbitmq.ROUTING_KEY", "bound"),
              Map.entry("rabbitmq.CONTENT_TYPE", "application/json"),
              Map.entry("rabbitmq.CONTENT_ENCODING", "utf-8"),
              Map.entry("rabbitmq.DELIVERY_MODE", "1"),
              Map.entry("rabbitmq.PRIORITY", 7),
              Map.entry("rabbitmq.CORRELATIONID", "c"),
              Map.entry("rabbitmq.EXPIRATION", "60000"),
              Map.entry("rabbitmq.TIMESTAMP", time.toEpochMilli()),
              Map.entry("CamelInternal", "kept here"),
              Map.entry("tenant", "blue"),
              Map.entry("unwritable", new Object()));
      rabbit.with(channel -> channel.queueBind("headers", "amq.direct", "bound"));
      assertThat(sender.failure("{}", headers)).isNull();
    }
    GetResponse message = rabbit.take("headers");
    AMQP.BasicProperties properties = message.getProps();
    assertThat(message.getEnvelope().getExchange()).isEqualTo("amq.direct");
    assertThat(properties.getContentType()).isEqualTo("application/json");
    assertThat(properties.getContentEncoding()).isEqualTo("utf-8");
    assertThat(properties.getDeliveryMode()).isEqualTo(1);
    assertThat(properties.getPriority()).isEqualTo(7);
    assertThat(properties.getCorrelationId()).isEqualTo("c");
    assertThat(properties.getTimestamp().toInstant()).isEqualTo(time);
    assertThat(properties.getHeaders()).containsOnlyKeys("tenant");
  }

  @Test
  void failsAMessageThatCannotBeWrittenAndNoOther() throws Exception {
    queue("valid", Map.of());
    try (Sender sender = new Sender(to("amq.default", "routingKey=valid"))) {
      List<CompletableFuture<Exchange>> sent = new ArrayList<>();
      sent.add(sender.send("x"));
      Map<String, Object> wrong = Map.of("nested", Map.of("a", new Object()));
      assertThat(sender.failure("x", wrong)).hasMessageContaining("its headers can't be sent");
      assertThat(sender.failure("x", Map.of("rabbitmq.ROUTING_KEY", "k".repeat(300))))
          .hasMessageContaining("its routing key is longer than 255 bytes");
      assertThat(sender.failure("x", Map.of("rabbitmq.PRIORITY", "high")))
          .hasMessageContaining("Header rabbitmq.PRIORITY is 'high'");
      assertThat(sender.failure("x", Map.of("rabbitmq.EXPIRATION", "soon")))
          .hasMessageContaining("Header rabbitmq.EXPIRATION is 'soon'");
      assertThat(sender.failure(new Object())).isNotNull();
      sent.add(sender.send("x"));
      assertThat(sent).allSatisfy(one -> assertThat(Sender.failure(one)).isNull());
    }
    assertThat(rabbit.count("valid")).isEqualTo(2);
  }
}
