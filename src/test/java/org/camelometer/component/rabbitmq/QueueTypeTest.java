package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueTypeTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  private static String uri(String queue, String options) {
    return "rabbitmq:amq.default?hostname=127.0.0.1&portNumber=%d&queue=%s&routingKey=%s&declare=true&networkRecoveryInterval=100&requeueDelay=50&%s"
        .formatted(rabbit.port(), queue, queue, options);
  }

  private static void put(String queue, String... bodies) {
    rabbit.with(
        channel -> {
          channel.confirmSelect();
          for (String body : bodies) {
            channel.basicPublish("", queue, null, body.getBytes(StandardCharsets.UTF_8));
          }
          channel.waitForConfirmsOrDie(20_000);
        });
  }

  private static List<String> described(String queue) {
    return rabbit
        .ctl("list_queues", "name", "type", "arguments")
        .lines()
        .filter(line -> line.startsWith(queue + "\t"))
        .toList();
  }

  private static void stream(String name, String... bodies) {
    rabbit.with(
        channel ->
            channel.queueDeclare(
                name, true, false, false, java.util.Map.of("x-queue-type", "stream")));
    put(name, bodies);
  }

  @Test
  void publishesToAndConsumesFromAQuorumQueue() throws Exception {
    String uri = uri("q-quorum", "queueType=quorum");
    try (Receiver receiver = new Receiver(uri);
        Sender sender = new Sender(uri)) {
      assertThat(sender.failure("x")).isNull();
      receiver.awaitCount(1);
      assertThat(described("q-quorum")).singleElement().asString().contains("quorum");
    }
  }

  @Test
  void readsAStreamFromWhereItIsTold() throws Exception {
    stream("q-stream", "a", "b", "c");
    try (Receiver first = new Receiver(uri("q-stream", "queueType=stream&streamOffset=first"));
        Receiver third = new Receiver(uri("q-stream", "queueType=stream&streamOffset=2"));
        Receiver next = new Receiver(uri("q-stream", "queueType=stream"))) {
      first.awaitCount(3);
      third.awaitCount(1);
      await()
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                put("q-stream", "d"); // the broker doesn't list who reads a stream
                return !next.received().isEmpty();
              });
      first.awaitCount(4);
      third.awaitCount(2);
      assertThat(first.bodies()).startsWith("a", "b", "c", "d");
      assertThat(third.bodies()).startsWith("c", "d");
      assertThat(next.bodies()).containsOnly("d");
    }
  }

  @Test
  void readsAStreamAgainFromAMessageThatFailed() throws Exception {
    stream("q-failing", "a", "b", "c");
    Set<String> failed = ConcurrentHashMap.newKeySet();
    try (Receiver receiver =
        new Receiver(
            uri("q-failing", "queueType=stream&streamOffset=first"),
            exchange -> {
              if (Receiver.text(exchange).equals("b") && failed.add("b")) {
                throw new IllegalStateException("b");
              }
            })) {
      await().until(() -> receiver.bodies().stream().filter("b"::equals).count() == 2);
      await().until(() -> receiver.bodies().get(receiver.bodies().size() - 1).equals("c"));
      assertThat(receiver.bodies().stream().filter("a"::equals)).hasSize(1);
    }
  }

  @Test
  void skipsARejectedMessageOfAStream() throws Exception {
    stream("q-skipping", "a", "b", "c");
    try (Receiver receiver =
        new Receiver(
            uri("q-skipping", "queueType=stream&streamOffset=first&reQueue=false"),
            exchange -> {
              if (Receiver.text(exchange).equals("b")) {
                throw new IllegalStateException("b");
              }
            })) {
      receiver.awaitCount(3);
      rabbit.ctl("close_all_connections", "test");
      put("q-skipping", "d");
      receiver.awaitCount(4);
      assertThat(receiver.bodies()).containsExactly("a", "b", "c", "d");
    }
  }

  @Test
  void goesOnInAStreamWhereItWasWhenTheConnectionWasLost() throws Exception {
    stream("q-lost", "a", "b");
    try (Receiver receiver = new Receiver(uri("q-lost", "queueType=stream&streamOffset=first"))) {
      receiver.awaitCount(2);
      rabbit.ctl("close_all_connections", "test");
      put("q-lost", "c");
      receiver.awaitCount(3);
      assertThat(receiver.bodies().get(receiver.bodies().size() - 1)).isEqualTo("c");
      assertThat(receiver.bodies()).doesNotHaveDuplicates();
    }
  }

  @Test
  void givesMessagesToASingleActiveConsumer() throws Exception {
    String uri = uri("q-single", "singleActiveConsumer=true");
    try (Receiver first = new Receiver(uri)) {
      await().until(() -> !described("q-single").isEmpty());
      await().until(() -> rabbit.ctl("list_consumers", "queue_name").contains("q-single"));
      try (Receiver second = new Receiver(uri)) {
        put("q-single", "a", "b");
        first.awaitCount(2);
        first.context().getRouteController().stopRoute("receive");
        put("q-single", "c");
        second.awaitCount(1);
        assertThat(second.bodies()).containsExactly("c");
      }
    }
    assertThat(described("q-single")).singleElement().asString().contains("single-active-consumer");
  }
}
