package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.rabbitmq.client.ConnectionFactory;
import java.io.DataInputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.sample.Batch;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MessagePackValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Each kamelet as the YAML DSL loads it, driven with a batch. */
class PublisherKameletsTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final RecordingComponent rabbitmq = new RecordingComponent(camel);
  private final PublisherRoutes routes = new PublisherRoutes(camel);
  private final Batch batch = Batch.of(Publishing.samples(3));

  @BeforeEach
  void start() {
    camel.addComponent("rabbitmq", rabbitmq);
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void writesToAFileForEachInstanceWhateverItsName(@TempDir Path folder) throws Exception {
    List<String> names =
        List.of("plain", "my sink.0", "a/b:c", "ä&x=1", "50%+2", "what?", "{x}", "it's", "#1");
    for (int i = 0; i < names.size(); i++) {
      publish(names.get(i), "file://" + folder + "/" + i + ".jsonl");
    }
    for (int i = 0; i < names.size(); i++) {
      assertThat(send(names.get(i)).getException()).isNull();
      assertThat(Files.readAllLines(folder.resolve(i + ".jsonl")).stream().map(SampleJson::read))
          .as("the file of publisher '%s'", names.get(i))
          .containsExactlyElementsOf(batch);
    }
  }

  @Test
  void failsTheExchangeWhenTheDiskIsFull() throws Exception {
    publish("full", "file:///dev/full");
    assertThat(send("full").getException()).hasMessageContaining("/dev/full can't be written");
  }

  @Test
  void sendsDatagrams() throws Exception {
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      receiver.setSoTimeout(10_000);
      publish("udp-0", "udp://127.0.0.1:" + receiver.getLocalPort());
      assertThat(send("udp-0").getException()).isNull();
      for (Sample sample : batch) {
        DatagramPacket packet = new DatagramPacket(new byte[0xffff], 0xffff);
        receiver.receive(packet);
        var message = MessagePackValues.unpack(Arrays.copyOf(packet.getData(), packet.getLength()));
        assertThat(new MessageSignature(Publishing.SECRET).verify(message)).isTrue();
        assertThat(MeteringMessage.sample(message)).isEqualTo(sample);
      }
    }
  }

  @Test
  void logs() throws Exception {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(LogPublisher.LOGGER);
    logger.addAppender(appender);
    logger.setAdditive(false);
    appender.start();
    publish("log-0", "log:");
    assertThat(send("log-0").getException()).isNull();
    logger.detachAppender(appender);
    assertThat(appender.list.stream().map(e -> SampleJson.read(e.getFormattedMessage())))
        .containsExactlyElementsOf(batch);
  }

  @Test
  void keepsInMemory() throws Exception {
    publish("test-0", "test://");
    assertThat(send("test-0").getException()).isNull();
    assertThat(camel.getRegistry().findByType(TestPublisher.class))
        .allSatisfy(publisher -> assertThat(publisher.samples()).isEqualTo(batch))
        .hasSize(1);
  }

  @Test
  void sendsFrames() throws Exception {
    try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      receiver.setSoTimeout(10_000);
      publish("tcp-0", "tcp://127.0.0.1:" + receiver.getLocalPort());
      assertThat(send("tcp-0").getException()).isNull();
      try (Socket peer = receiver.accept()) {
        DataInputStream in = new DataInputStream(peer.getInputStream());
        byte[] frame = in.readNBytes(Math.toIntExact(Long.reverseBytes(in.readLong())));
        assertThat(MeteringMessage.sample(MessagePackValues.unpack(frame))).isEqualTo(batch.get(0));
      }
    }
  }

  @Test
  void sendsToEachCamelEndpoint() throws Exception {
    publish("camel-0", "camel:mock:first?retainFirst=10&log=false");
    publish("camel-1", "camel:mock:second");
    assertThat(send("camel-0").getException()).isNull();
    assertThat(send("camel-1").getException()).isNull();
    for (String name : List.of("mock:first?retainFirst=10&log=false", "mock:second")) {
      MockEndpoint endpoint = camel.getEndpoint(name, MockEndpoint.class);
      assertThat(endpoint.getExchanges()).hasSize(1);
      assertThat(endpoint.getExchanges().get(0).getMessage().getBody()).isSameAs(batch);
    }
  }

  @Test
  void sendsNotificationsToEachBroker() throws Exception {
    publish("notifier-0", "notifier://");
    publish("notifier-1", "notifier://me:pass@other:5673/v?topic=a.b:c");
    publish("b&w 50%+1", "notifier://?event_type=telemetry.polling");
    for (String name : List.of("notifier-0", "notifier-1", "b&w 50%+1")) {
      Exchange exchange = send(name);
      assertThat(exchange.getException()).isNull();
    }
    assertThat(rabbitmq.sent()).hasSize(3);
    check(rabbitmq.sent().get(0), "metering.sample", "127.0.0.1", 5672, "metering");
    check(rabbitmq.sent().get(1), "a.b:c.sample", "other", 5673, "metering");
    check(rabbitmq.sent().get(2), "notifications.sample", "127.0.0.1", 5672, "telemetry.polling");
  }

  private void check(
      RecordingComponent.Sent sent, String key, String host, int port, String eventType)
      throws Exception {
    assertThat(sent.exchange()).isEqualTo("ceilometer");
    assertThat(sent.options())
        .containsEntry("routingKey", key)
        .containsEntry("queue", key)
        .containsEntry("exchangeType", "topic")
        .containsEntry("declare", "true")
        .containsEntry("durable", "false")
        .containsEntry("autoDelete", "false");
    assertThat(sent.options().get("connectionFactory"))
        .isInstanceOfSatisfying(
            ConnectionFactory.class,
            connection -> {
              assertThat(connection.getHost()).isEqualTo(host);
              assertThat(connection.getPort()).isEqualTo(port);
            });
    assertThat(sent.headers())
        .containsEntry("rabbitmq.CONTENT_TYPE", "application/json")
        .containsEntry("rabbitmq.CONTENT_ENCODING", "utf-8")
        .containsEntry("rabbitmq.DELIVERY_MODE", 2)
        .containsEntry("rabbitmq.PRIORITY", 0)
        .doesNotContainKey("rabbitmq.ROUTING_KEY");
    String inner = (String) JsonValues.readObject(sent.body()).get("oslo.message");
    assertThat(JsonValues.readObject(String.valueOf(inner))).containsEntry("event_type", eventType);
  }

  private void publish(String name, String entry) throws Exception {
    routes.publish(name, entry);
  }

  private Exchange send(String name) {
    return routes.send(name, batch, Map.of("rabbitmq.ROUTING_KEY", "elsewhere"));
  }
}
