package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsumingTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  private static final String CAMEL_3 =
      "rabbitmq:tasks?hostname=127.0.0.1&portNumber=%d&username=guest&password=guest&vhost=/"
          + "&exchangeType=direct&queue=tasks-in&routingKey=task&autoAck=false&autoDelete=false"
          + "&durable=true&exclusive=false&declare=true&passive=false&skipQueueDeclare=false"
          + "&prefetchEnabled=true&prefetchCount=10&prefetchSize=0&prefetchGlobal=false"
          + "&concurrentConsumers=2&threadPoolSize=4&exclusiveConsumer=false&consumerTag=tasks"
          + "&deadLetterExchange=tasks-dead&deadLetterExchangeType=direct"
          + "&deadLetterQueue=tasks-dead-in&deadLetterRoutingKey=dead&skipDlqDeclare=false"
          + "&reQueue=false&recoverFromDeclareException=true&automaticRecoveryEnabled=true"
          + "&networkRecoveryInterval=5000&requestedHeartbeat=30&connectionTimeout=5000"
          + "&topologyRecoveryEnabled=true&arg.queue.x-max-length=1000";

  private static String from(String queue, String options) {
    return "rabbitmq:amq.default?hostname=127.0.0.1&portNumber=%d&queue=%s%s"
        .formatted(rabbit.port(), queue, options.isEmpty() ? "" : "&" + options);
  }

  private static void queue(String name) {
    queue(name, Map.of());
  }

  private static void queue(String name, Map<String, Object> arguments) {
    rabbit.with(channel -> channel.queueDeclare(name, true, false, false, arguments));
  }

  private static void put(String queue, String... bodies) {
    rabbit.with(
        channel -> {
          for (String body : bodies) {
            channel.basicPublish("", queue, null, body.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /** Messages that wait and messages that a consumer has, as the broker counts them. */
  private static List<String> counts(String queue) {
    return rabbit
        .ctl("list_queues", "name", "messages_ready", "messages_unacknowledged")
        .lines()
        .map(line -> line.split("\\s+"))
        .filter(row -> row[0].equals(queue))
        .flatMap(row -> List.of(row).subList(1, 3).stream())
        .toList();
  }

  private static void awaitCounts(String queue, int ready, int unacknowledged) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(counts(queue))
                    .containsExactly(Integer.toString(ready), Integer.toString(unacknowledged)));
  }

  private static void pass(CountDownLatch gate) throws InterruptedException {
    assertThat(gate.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void takesAUriOfCamel3AsItIs() throws Exception {
    try (Receiver receiver =
        new Receiver(
            CAMEL_3.formatted(rabbit.port()),
            exchange -> {
              if (Receiver.text(exchange).equals("bad")) {
                throw new IllegalStateException("bad");
              }
            })) {
      await().untilAsserted(() -> assertThat(rabbit.ctl("list_consumers")).contains("tasks-in"));
      rabbit.with(
          channel -> {
            channel.basicPublish("tasks", "task", null, new byte[] {'o', 'k'});
            channel.basicPublish("tasks", "task", null, new byte[] {'b', 'a', 'd'});
          });
      receiver.awaitCount(2);
      assertThat(receiver.bodies()).containsExactlyInAnyOrder("ok", "bad");
      assertThat(new String(rabbit.take("tasks-dead-in").getBody(), StandardCharsets.UTF_8))
          .isEqualTo("bad");
    }
    assertThat(counts("tasks-in")).containsExactly("0", "0");
  }

  @Test
  void tellsEverythingAboutAMessageInHeaders() throws Exception {
    queue("described");
    Instant time = Instant.ofEpochSecond(1_600_000_000);
    Map<String, Object> headers =
        Map.of(
            "tenant", "blue",
            "nested", Map.of("list", List.of("a", 1)),
            "CamelFileName", "/etc/passwd",
            "cAMELHttpUri", "http://evil",
            "RabbitMQ.REQUEUE", true);
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties(
            "application/json",
            "utf-8",
            headers,
            2,
            7,
            "c",
            "r",
            "60000",
            "m",
            Date.from(time),
            "t",
            "guest",
            "app",
            "cluster");
    rabbit.with(channel -> channel.basicPublish("", "described", properties, new byte[] {1, 2}));
    try (Receiver receiver = new Receiver(from("described", ""))) {
      receiver.awaitCount(1);
      Message message = receiver.received().get(0).getMessage();
      assertThat(message.getBody()).isEqualTo(new byte[] {1, 2});
      assertThat(message.getHeaders())
          .containsExactlyInAnyOrderEntriesOf(
              Map.ofEntries(
                  Map.entry("tenant", "blue"),
                  Map.entry("nested", Map.of("list", List.of("a", 1))),
                  Map.entry("rabbitmq.ROUTING_KEY", "described"),
                  Map.entry("rabbitmq.EXCHANGE_NAME", ""),
                  Map.entry("rabbitmq.DELIVERY_TAG", 1L),
                  Map.entry("rabbitmq.REDELIVERY_TAG", false),
                  Map.entry("rabbitmq.CONTENT_TYPE", "application/json"),
                  Map.entry("rabbitmq.CONTENT_ENCODING", "utf-8"),
                  Map.entry("rabbitmq.DELIVERY_MODE", 2),
                  Map.entry("rabbitmq.PRIORITY", 7),
                  Map.entry("rabbitmq.CORRELATIONID", "c"),
                  Map.entry("rabbitmq.REPLY_TO", "r"),
                  Map.entry("rabbitmq.EXPIRATION", "60000"),
                  Map.entry("rabbitmq.MESSAGE_ID", "m"),
                  Map.entry("rabbitmq.TIMESTAMP", Date.from(time)),
                  Map.entry("rabbitmq.TYPE", "t"),
                  Map.entry("rabbitmq.USERID", "guest"),
                  Map.entry("rabbitmq.APP_ID", "app"),
                  Map.entry("rabbitmq.CLUSTERID", "cluster")));
    }
  }

  @Test
  void acknowledgesWhenTheRouteHasCompletedAndNotBefore() throws Exception {
    queue("held");
    put("held", "a", "b");
    CountDownLatch gate = new CountDownLatch(1);
    try (Receiver receiver = new Receiver(from("held", ""), exchange -> pass(gate))) {
      receiver.awaitCount(1);
      awaitCounts("held", 0, 2);
      gate.countDown();
      awaitCounts("held", 0, 0);
      assertThat(receiver.bodies()).containsExactly("a", "b");
    }
  }

  @Test
  void acknowledgesAsynchronousExchangesInWhateverOrderTheyComplete() throws Exception {
    queue("async");
    put("async", "0", "1", "2", "3");
    Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    for (String body : List.of("0", "1", "2", "3")) {
      gates.put(body, new CountDownLatch(1));
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try (Receiver receiver =
        new Receiver(
            from("async", ""),
            elsewhere(threads, exchange -> pass(gates.get(Receiver.text(exchange)))))) {
      receiver.awaitCount(4);
      awaitCounts("async", 0, 4);
      gates.get("2").countDown();
      gates.get("3").countDown();
      awaitCounts("async", 0, 2);
      gates.get("0").countDown();
      awaitCounts("async", 0, 1);
      gates.get("1").countDown();
      awaitCounts("async", 0, 0);
    } finally {
      threads.shutdownNow();
    }
  }

  private static AsyncProcessor elsewhere(Executor threads, Processor processor) {
    return new AsyncProcessorSupport() {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        threads.execute(
            () -> {
              try {
                processor.process(exchange);
              } catch (Exception e) {
                exchange.setException(e);
              }
              callback.done(false);
            });
        return false;
      }
    };
  }

  @Test
  void hasNoMoreMessagesThanItMay() throws Exception {
    queue("limited");
    put("limited", "a", "b", "c", "d", "e");
    queue("unlimited");
    rabbit.with(
        channel -> {
          for (int i = 0; i < 150; i++) {
            channel.basicPublish("", "unlimited", null, new byte[0]);
          }
        });
    CountDownLatch gate = new CountDownLatch(1);
    try (Receiver limited =
            new Receiver(from("limited", "prefetchCount=2"), exchange -> pass(gate));
        Receiver unlimited = new Receiver(from("unlimited", ""), exchange -> pass(gate))) {
      limited.awaitCount(1);
      unlimited.awaitCount(1);
      awaitCounts("limited", 3, 2);
      awaitCounts("unlimited", 50, 100);
      gate.countDown();
      limited.awaitCount(5);
      unlimited.awaitCount(150);
    }
  }

  @Test
  void putsAFailedMessageBackAfterAPauseAndSaysThatItCameBefore() throws Exception {
    queue("retried");
    put("retried", "x");
    try (Receiver receiver =
        new Receiver(
            from("retried", "requeueDelay=50"),
            exchange -> {
              if (!exchange.getMessage().getHeader("rabbitmq.REDELIVERY_TAG", Boolean.class)) {
                throw new IllegalStateException("first time");
              }
            })) {
      receiver.awaitCount(2);
      awaitCounts("retried", 0, 0);
      assertThat(receiver.bodies()).containsExactly("x", "x");
    }
  }

  @Test
  void rejectsByTheExceptionAndByTheHeader() throws Exception {
    queue("dead");
    queue("judged", Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "dead"));
    put("judged", "by-type", "by-cause", "by-header", "against-type");
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (Receiver receiver =
        new Receiver(
            from(
                "judged",
                "requeueDelay=50&deadLetterOn=java.lang.IllegalArgumentException,java.io.IOException"),
            exchange -> {
              String body = Receiver.text(exchange);
              switch (body) {
                case "by-type" -> throw new NumberFormatException("type");
                case "by-cause" ->
                    throw new IllegalStateException(new java.io.FileNotFoundException("x"));
                case "by-header" -> {
                  exchange.getMessage().setHeader("rabbitmq.REQUEUE", false);
                  throw new IllegalStateException("header");
                }
                default -> {
                  if (seen.add(body)) {
                    exchange.getMessage().setHeader("rabbitmq.REQUEUE", true);
                    throw new IllegalArgumentException("type");
                  }
                }
              }
            })) {
      receiver.awaitCount(5);
      awaitCounts("judged", 0, 0);
      awaitCounts("dead", 3, 0);
      assertThat(receiver.bodies().get(4)).isEqualTo("against-type");
    }
  }

  @Test
  void givesSeveralConsumersAChannelAndAThreadEach() throws Exception {
    queue("parallel");
    CountDownLatch all = new CountDownLatch(3);
    try (Receiver receiver =
        new Receiver(
            from("parallel", "concurrentConsumers=3&prefetchCount=1"),
            exchange -> {
              all.countDown();
              pass(all);
            })) {
      put("parallel", "a", "b", "c");
      receiver.awaitCount(3);
      awaitCounts("parallel", 0, 0);
    }
  }

  @Test
  void gathersBatchesAndAcknowledgesThemTogether() throws Exception {
    queue("batched");
    put("batched", "a", "b", "c", "d", "e");
    CountDownLatch gate = new CountDownLatch(1);
    try (Receiver receiver =
        new Receiver(from("batched", "batchSize=2&batchTimeout=200"), exchange -> pass(gate))) {
      receiver.awaitCount(1);
      awaitCounts("batched", 0, 5);
      gate.countDown();
      receiver.awaitCount(3);
      awaitCounts("batched", 0, 0);
      assertThat(receiver.received().stream().map(ConsumingTest::texts))
          .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
      assertThat(messages(receiver.received().get(1)).get(0).getHeader("rabbitmq.DELIVERY_TAG"))
          .isEqualTo(3L);
    }
  }

  private static List<Message> messages(Exchange exchange) {
    return ((List<?>) exchange.getMessage().getBody()).stream().map(Message.class::cast).toList();
  }

  private static List<String> texts(Exchange exchange) {
    return messages(exchange).stream()
        .map(message -> new String(message.getBody(byte[].class), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void putsAFailedBatchBackAsAWhole() throws Exception {
    queue("batch-retried");
    put("batch-retried", "a", "b");
    Set<String> failed = ConcurrentHashMap.newKeySet();
    try (Receiver receiver =
        new Receiver(
            from("batch-retried", "batchSize=2&requeueDelay=50"),
            exchange -> {
              if (failed.add("once")) {
                throw new IllegalStateException("once");
              }
            })) {
      receiver.awaitCount(2);
      awaitCounts("batch-retried", 0, 0);
      assertThat(receiver.received().stream().map(ConsumingTest::texts))
          .containsExactly(List.of("a", "b"), List.of("a", "b"));
    }
  }

  @Test
  void finishesWhatItHasWhenSuspendedAndTakesNothingUntilItIsResumed() throws Exception {
    queue("suspended");
    put("suspended", "a", "b", "c");
    CountDownLatch gate = new CountDownLatch(1);
    try (Receiver receiver = new Receiver(from("suspended", ""), exchange -> pass(gate))) {
      receiver.awaitCount(1);
      RabbitmqConsumer consumer =
          (RabbitmqConsumer) receiver.context().getRoute("receive").getConsumer();
      consumer.suspend();
      assertThat(consumer.getPendingExchangesSize()).isEqualTo(1);
      gate.countDown();
      awaitCounts("suspended", 2, 0);
      assertThat(receiver.bodies()).containsExactly("a");
      consumer.resume();
      receiver.awaitCount(3);
      awaitCounts("suspended", 0, 0);
      assertThat(receiver.bodies()).containsExactly("a", "b", "c");
    }
  }

  @Test
  void finishesAndAcknowledgesWhatItHasWhenItStops() throws Exception {
    queue("stopping");
    put("stopping", "a", "b", "c");
    CountDownLatch gate = new CountDownLatch(1);
    Receiver receiver = new Receiver(from("stopping", ""), exchange -> pass(gate));
    receiver.awaitCount(1);
    Thread stopper = new Thread(receiver::close);
    stopper.start();
    await().until(() -> !rabbit.ctl("list_consumers", "queue_name").contains("stopping"));
    gate.countDown();
    stopper.join(60_000);
    assertThat(receiver.bodies()).containsExactly("a");
    awaitCounts("stopping", 2, 0);
  }

  @Test
  void keepsAcksAndPublishingOnConnectionsOfTheirOwn() throws Exception {
    queue("own");
    try (Receiver receiver = new Receiver(from("own", ""))) {
      receiver.context().getCamelContextExtension().setName("separate");
      String to =
          "rabbitmq:amq.default?hostname=127.0.0.1&portNumber=%d&routingKey=own"
              .formatted(rabbit.port());
      receiver.context().createProducerTemplate().sendBody(to, "x");
      receiver.awaitCount(1);
      await().until(() -> rabbit.ctl("list_connections", "name").lines().skip(1).count() == 2);
    }
  }

  @Test
  void asksForTheQueue() throws Exception {
    String uri = "rabbitmq:amq.default?portNumber=%d".formatted(rabbit.port());
    assertThatThrownBy(() -> new Receiver(uri)).hasMessageContaining("Set option queue of");
  }

  @Test
  void refusesOptionsThatContradictEachOther() {
    assertThatThrownBy(() -> new Receiver(from("x", "batchSize=10&prefetchCount=5")))
        .hasMessageContaining("prefetchCount=5 lets no batch of batchSize=10 fill");
    assertThatThrownBy(() -> new Receiver(from("x", "prefetchSize=1000")))
        .hasMessageContaining("RabbitMQ knows no limit in bytes");
    assertThatThrownBy(() -> new Receiver(from("x", "streamOffset=soon")))
        .hasMessageContaining("streamOffset=soon is none of first");
    assertThatThrownBy(() -> new Receiver(from("x", "deadLetterOn=no.Such")))
        .hasMessageContaining("no.Such");
    assertThatThrownBy(() -> new Receiver(from("x", "declare=true&queueType=quorum&durable=false")))
        .hasMessageContaining("queueType=quorum needs durable=true");
  }
}
