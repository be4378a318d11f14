package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class OutageTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Broker.class);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  private List<String> log() {
    return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /**
   * Declares the queue on each new channel: a broker that was killed may come back without a queue
   * that is as young as those of a test.
   */
  private static String to(String queue, String options) {
    return "rabbitmq:amq.default?hostname=127.0.0.1&portNumber=%d&routingKey=%s&declare=true&queue=%s&%s"
        .formatted(rabbit.port(), queue, queue, options);
  }

  private static void untilSent(Sender sender, Object body) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> sender.failure(body) == null);
  }

  @Test
  void failsWhatIsOutstandingWhenTheBrokerDiesAndWorksAgainAfterwards() throws Exception {
    try (Sender sender = new Sender(to("killed", "networkRecoveryInterval=100"))) {
      assertThat(sender.failure("before")).isNull();
      rabbit.pause();
      List<CompletableFuture<Exchange>> outstanding = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        outstanding.add(sender.send("lost"));
      }
      rabbit.stop();
      try {
        assertThat(outstanding)
            .allSatisfy(
                one ->
                    assertThat(Sender.failure(one))
                        .isInstanceOf(NotPublishedException.class)
                        .hasMessageContaining("was not confirmed by RabbitMQ at 127.0.0.1:"));
        // What is outstanding may fail a moment before the connection is known to be lost.
        await()
            .untilAsserted(
                () ->
                    assertThat(sender.failure("while away"))
                        .hasMessageMatching(
                            "Message to exchange '' with routing key 'killed' was not sent: RabbitMQ at"
                                + " 127.0.0.1:\\d+ can't be reached since \\d\\d:\\d\\d:\\d\\d: .+;"
                                + " trying again in \\d+ m?s at first, in 30 s later"));
      } finally {
        rabbit.start();
      }
      untilSent(sender, "after");
    }
    assertThat(log()).filteredOn(line -> line.contains("can't be reached")).hasSize(1);
    assertThat(log()).filteredOn(line -> line.contains("is connected again")).hasSize(1);
    assertThat(rabbit.count("killed")).isPositive();
  }

  @Test
  void completesEachExchangeOnceWhateverHappensToTheBroker() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    Queue<CompletableFuture<Exchange>> sent = new ConcurrentLinkedQueue<>();
    String uri = to("once", "networkRecoveryInterval=100&maxInFlight=50");
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try (Sender sender = new Sender(uri)) {
      for (int i = 0; i < 4; i++) {
        senders.execute(
            () -> {
              while (!enough.get()) {
                sent.add(sender.send("x"));
              }
            });
      }
      await().until(() -> sent.size() > 500);
      rabbit.stop();
      rabbit.start();
      untilSent(sender, "after");
      enough.set(true);
      senders.shutdown();
      await().until(senders::isTerminated);
      assertThat(sent).allSatisfy(one -> assertThat(Sender.exchange(one)).isNotNull());
      assertThat(sent).anySatisfy(one -> assertThat(Sender.failure(one)).isNull());
      assertThat(sent).anySatisfy(one -> assertThat(Sender.failure(one)).isNotNull());
      assertThat(sender.completedTwice()).isZero();
    } finally {
      enough.set(true);
      senders.shutdownNow();
    }
  }

  @Test
  void startsWithoutABrokerAndFailsAtOnceUntilThereIsOne() throws Exception {
    String uri = to("late", "networkRecoveryInterval=100");
    rabbit.stop();
    try (Sender sender = new Sender(uri)) {
      try {
        for (int i = 0; i < 1000; i++) {
          assertThat(sender.failure("x")).hasMessageContaining("Connection refused");
        }
      } finally {
        rabbit.start();
      }
      untilSent(sender, "x");
    }
    assertThat(log()).filteredOn(line -> line.contains("can't be reached")).hasSize(1);
  }

  @Test
  void saysThatThePasswordIsWrongWithoutSayingIt() throws Exception {
    try (Sender sender = new Sender(to("secret", "username=guest&password=s3cr3t"))) {
      assertThat(sender.failure("x"))
          .hasMessageContaining("refuses user name or password of user 'guest'")
          .hasMessageContaining("ACCESS_REFUSED")
          .message()
          .doesNotContain("s3cr3t");
    }
    assertThat(log()).hasSize(1).noneMatch(line -> line.contains("s3cr3t"));
  }

  @Test
  void namesAVirtualHostThatIsNotThere() throws Exception {
    try (Sender sender = new Sender(to("no-vhost", "vhost=none"))) {
      assertThat(sender.failure("x")).hasMessageContaining("vhost none not found");
    }
  }

  @Test
  void failsAfterTheTimeLimitWhenTheBrokerHangs() throws Exception {
    String uri =
        to(
            "hung",
            "publisherAcknowledgementsTimeout=500&maxInFlight=2&networkRecoveryInterval=100");
    try (Sender sender = new Sender(uri)) {
      assertThat(sender.failure("before")).isNull();
      rabbit.pause();
      try {
        CompletableFuture<Exchange> first = sender.send("first");
        CompletableFuture<Exchange> second = sender.send("second");
        assertThat(sender.failure("third"))
            .hasMessageMatching(
                ".*(2 messages before it are still unconfirmed|no answer|answered nothing).*");
        assertThat(Sender.failure(first)).hasMessageContaining("no answer within 500 ms");
        assertThat(Sender.failure(second))
            .hasMessageMatching(".*(no answer|answered nothing) within 500 ms");
      } finally {
        rabbit.resume();
      }
      untilSent(sender, "after");
    }
  }

  @Test
  void leavesABrokerAloneThatAnswersNothingUntilItDoes() throws Exception {
    String uri = to("silent", "publisherAcknowledgementsTimeout=500&networkRecoveryInterval=100");
    try (Sender sender = new Sender(uri)) {
      assertThat(sender.failure("before")).isNull();
      rabbit.pause();
      try {
        assertThat(sender.failure("first")).hasMessageContaining("no answer within 500 ms");
        await()
            .untilAsserted(
                () ->
                    assertThat(sender.failure("next"))
                        .hasMessageContaining("it answered nothing within 500 ms; trying again"));
        assertThat(log()).filteredOn(line -> line.contains("can't be reached")).hasSize(1);
      } finally {
        rabbit.resume();
      }
      untilSent(sender, "after");
    }
  }

  @Test
  void cutsAConnectionToABrokerThatStopsReading() throws Exception {
    String uri = to("stuck", "publisherAcknowledgementsTimeout=500&networkRecoveryInterval=100");
    byte[] large = new byte[32 << 20];
    try (Sender sender = new Sender(uri)) {
      assertThat(sender.failure("before")).isNull();
      rabbit.pause();
      try {
        assertThat(sender.failure(large)).isInstanceOf(NotPublishedException.class);
        assertThat(sender.failure("next")).isInstanceOf(NotPublishedException.class);
      } finally {
        rabbit.resume();
      }
      untilSent(sender, "after");
    }
  }

  @Test
  void waitsWhileTheBrokerIsShortOfMemory() throws Exception {
    try (Sender sender = new Sender(to("blocked", "publisherAcknowledgementsTimeout=1000"))) {
      assertThat(sender.failure("before")).isNull();
      rabbit.ctl("set_vm_memory_high_watermark", "0");
      try {
        await().until(() -> sender.failure("x") != null);
        await()
            .untilAsserted(
                () ->
                    assertThat(sender.failure("x"))
                        .hasMessageContaining("takes no messages: it is short of memory or disk"));
      } finally {
        rabbit.ctl("set_vm_memory_high_watermark", "0.4");
      }
      untilSent(sender, "after");
    }
    assertThat(log()).filteredOn(line -> line.contains("takes no messages for now")).hasSize(1);
    assertThat(log()).filteredOn(line -> line.contains("takes messages again")).hasSize(1);
  }

  @Test
  void failsWhatIsOutstandingWhenItIsStopped() throws Exception {
    CompletableFuture<Exchange> outstanding;
    String uri = to("stopped", "requestedHeartbeat=0");
    Sender sender = new Sender(uri);
    try {
      assertThat(sender.failure("before", Map.of())).isNull();
      rabbit.pause();
      outstanding = sender.send("x");
      sender.close();
    } finally {
      rabbit.resume();
    }
    assertThat(Sender.failure(outstanding)).hasMessageContaining("the producer was stopped");
    assertThat(sender.callbacks()).isEqualTo(2);
  }
}
