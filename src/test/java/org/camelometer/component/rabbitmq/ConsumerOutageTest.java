package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsumerOutageTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  private final LogLines lines = new LogLines(RabbitmqConsumer.class);

  @AfterEach
  void stopListening() {
    lines.close();
  }

  private static String from(String queue, String options) {
    return "rabbitmq:amq.default?hostname=127.0.0.1&portNumber=%d&queue=%s&networkRecoveryInterval=100%s"
        .formatted(rabbit.port(), queue, options.isEmpty() ? "" : "&" + options);
  }

  private static void queue(String name) {
    rabbit.with(channel -> channel.queueDeclare(name, true, false, false, Map.of()));
  }

  private static void put(String queue, String body) {
    rabbit.with(
        channel ->
            channel.basicPublish(
                "",
                queue,
                com.rabbitmq.client.MessageProperties.PERSISTENT_BASIC,
                body.getBytes(StandardCharsets.UTF_8)));
  }

  private static long consumers(String queue) {
    return rabbit.ctl("list_consumers", "queue_name").lines().filter(queue::equals).count();
  }

  private static void awaitConsumers(String queue, long count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> consumers(queue) == count);
  }

  private List<String> log(String part) {
    return lines.all().stream().filter(line -> line.contains(part)).toList();
  }

  @Test
  void subscribesAnewAfterTheBrokerCameBack() throws Exception {
    try (Receiver receiver = new Receiver(from("back", "declare=true&concurrentConsumers=2"))) {
      awaitConsumers("back", 2);
      rabbit.stop();
      rabbit.start();
      awaitConsumers("back", 2);
      put("back", "after");
      receiver.awaitCount(1);
      assertThat(receiver.bodies()).containsExactly("after");
    }
    assertThat(lines.all()).isEmpty();
  }

  @Test
  void startsWithoutABroker() throws Exception {
    rabbit.stop();
    Receiver receiver;
    try {
      receiver = new Receiver(from("later", "declare=true"));
    } finally {
      rabbit.start();
    }
    try (receiver) {
      awaitConsumers("later", 1);
    }
  }

  @Test
  void getsAnUnacknowledgedMessageAgainWhenTheConnectionWasLost() throws Exception {
    queue("again");
    put("again", "x");
    CountDownLatch gate = new CountDownLatch(1);
    try (Receiver receiver =
        new Receiver(
            from("again", ""),
            exchange -> {
              if (!exchange.getMessage().getHeader("rabbitmq.REDELIVERY_TAG", Boolean.class)) {
                assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
              }
            })) {
      receiver.awaitCount(1);
      rabbit.ctl("close_all_connections", "test");
      receiver.awaitCount(2);
      gate.countDown();
      await().until(() -> rabbit.count("again") == 0);
      awaitConsumers("again", 1);
      assertThat(receiver.bodies()).containsExactly("x", "x");
    }
  }

  @Test
  void subscribesAnewWhenItsQueueWasDeletedAndSaysItOnce() throws Exception {
    queue("deleted");
    try (Receiver receiver = new Receiver(from("deleted", "concurrentConsumers=3"))) {
      awaitConsumers("deleted", 3);
      rabbit.with(channel -> channel.queueDelete("deleted"));
      await().until(() -> !log("is not consumed").isEmpty());
      queue("deleted");
      awaitConsumers("deleted", 3);
      await().until(() -> !log("is consumed again").isEmpty());
      put("deleted", "x");
      receiver.awaitCount(1);
    }
    assertThat(lines.all()).hasSize(2);
    assertThat(lines.all().get(0))
        .isEqualTo(
            "Queue 'deleted' of RabbitMQ at 127.0.0.1:%d is not consumed: the broker ended the"
                + " subscription, since the queue was deleted or moved; trying again after growing"
                + " pauses up to 30 s.",
            rabbit.port());
  }

  @Test
  void opensItsChannelAgainAfterTheBrokerClosedIt() throws Exception {
    queue("slow");
    put("slow", "a");
    CountDownLatch gate = new CountDownLatch(1);
    limitOfAcknowledgement("200", "100");
    try (Receiver receiver =
        new Receiver(
            from("slow", "concurrentConsumers=2"),
            exchange -> assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue())) {
      receiver.awaitCount(2);
      gate.countDown();
      await().until(() -> rabbit.count("slow") == 0);
      awaitConsumers("slow", 2);
    } finally {
      limitOfAcknowledgement("1800000", "60000");
    }
    assertThat(lines.all().get(0))
        .contains("is not consumed: PRECONDITION_FAILED - delivery acknowledgement on channel");
  }

  private static void limitOfAcknowledgement(String millis, String interval) {
    rabbit.ctl(
        "eval",
        "application:set_env(rabbit, consumer_timeout, %s), application:set_env(rabbit, channel_tick_interval, %s)."
            .formatted(millis, interval));
  }

  @Test
  void saysWhichPropertyOfTheQueueDiffersAndConsumesOnceItIsMended() throws Exception {
    rabbit.with(
        channel ->
            channel.queueDeclare("differs", true, false, false, Map.of("x-message-ttl", 60000)));
    try (Receiver receiver = new Receiver(from("differs", "declare=true"))) {
      await().until(() -> !lines.all().isEmpty());
      assertThat(lines.all().get(0))
          .contains(
              "is not consumed: queue 'differs' exists with arg.queue.x-message-ttl=60000, and not"
                  + " without arg.queue.x-message-ttl: set arg.queue.x-message-ttl=60000, or");
      rabbit.with(channel -> channel.queueDelete("differs"));
      awaitConsumers("differs", 1);
      put("differs", "x");
      receiver.awaitCount(1);
    }
    assertThat(lines.all()).hasSize(2);
  }

  @Test
  void failsToStartIfItMayNotRecover() {
    assertThatThrownBy(
            () ->
                new Receiver(
                    from("absent", "recoverFromDeclareException=false&declare=true&passive=true")))
        .rootCause()
        .hasMessageContaining("no queue 'absent'");
    assertThatThrownBy(
            () ->
                new Receiver(
                    "rabbitmq:x?hostname=127.0.0.1&portNumber=1&queue=q&recoverFromDeclareException=false"))
        .hasStackTraceContaining(
            "Queue 'q' of RabbitMQ at 127.0.0.1:1 can't be consumed: RabbitMQ");
  }

  @Test
  void waitsForAnExclusiveConsumerToGo() throws Exception {
    queue("exclusive");
    try (Receiver first = new Receiver(from("exclusive", "exclusiveConsumer=true"))) {
      awaitConsumers("exclusive", 1);
      try (Receiver second = new Receiver(from("exclusive", "exclusiveConsumer=true"))) {
        await().until(() -> !log("in exclusive use").isEmpty());
        first.context().getRouteController().stopRoute("receive");
        await().until(() -> !log("is consumed again").isEmpty());
        put("exclusive", "x");
        second.awaitCount(1);
      }
    }
  }

  @Test
  void acknowledgesWhilePublishersAreBlocked() throws Exception {
    queue("drained");
    put("drained", "x");
    CountDownLatch gate = new CountDownLatch(1);
    try (Receiver receiver =
            new Receiver(
                from("drained", ""),
                exchange -> assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue());
        Sender sender =
            new Sender(
                "rabbitmq:amq.default?hostname=127.0.0.1&portNumber=%d&routingKey=drained&publisherAcknowledgementsTimeout=60000"
                    .formatted(rabbit.port()))) {
      receiver.awaitCount(1);
      rabbit.ctl("set_vm_memory_high_watermark", "0");
      CompletableFuture<?> blocked;
      try {
        blocked = sender.send("blocked");
        await().until(() -> rabbit.ctl("list_connections", "state").contains("block"));
        gate.countDown();
        await()
            .untilAsserted(
                () ->
                    assertThat(rabbit.ctl("list_queues", "name", "messages").lines())
                        .contains("drained\t0"));
        assertThat(blocked).isNotDone();
      } finally {
        rabbit.ctl("set_vm_memory_high_watermark", "0.4");
      }
      receiver.awaitCount(2);
    }
  }
}
