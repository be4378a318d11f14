package org.camelometer.publish.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.GetResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.publish.Publishing;
import org.camelometer.sample.Batch;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.camelometer.testing.RabbitmqNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code notifier:} against a real broker, each test in a virtual host of its own. */
class NotifierBrokerTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  private final DefaultCamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void start() {
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void declaresNothingDurableUnlessAsked() throws Exception {
    assertThat(send("plain", "").getException()).isNull();
    assertThat(queues("plain")).containsExactly("metering.sample\tfalse\tfalse\tclassic");
    assertThat(exchanges("plain")).contains("ceilometer\tfalse\tfalse");
  }

  @Test
  void publishesIntoACloudWithDurableQueues() throws Exception {
    vhost("durable");
    declare("durable", true, Map.of());
    assertThat(send("durable", "").getException())
        .hasStackTraceContaining("PRECONDITION_FAILED")
        .hasMessageContaining("set durable=true, or delete the exchange")
        .hasMessageContaining("declare=false")
        .hasMessageNotContaining("skip");
    assertThat(send("durable", "?durable=true").getException()).isNull();
    assertThat(take("durable")).containsEntry("event_type", "metering");
  }

  @Test
  void publishesIntoQuorumQueues() throws Exception {
    assertThat(send("quorum", "?queue_type=quorum").getException()).isNull();
    assertThat(queues("quorum")).containsExactly("metering.sample\ttrue\tfalse\tquorum");
    assertThat(exchanges("quorum")).contains("ceilometer\ttrue\tfalse");
  }

  @Test
  void letsQueuesVanishWhenAsked() throws Exception {
    assertThat(send("vanish", "?auto_delete=true").getException()).isNull();
    assertThat(queues("vanish")).containsExactly("metering.sample\tfalse\ttrue\tclassic");
  }

  @Test
  void declaresNothingWhereItMust() throws Exception {
    vhost("nothing");
    assertThat(send("nothing", "?declare=false").getException()).isNotNull();
    declare("nothing", true, Map.of("x-max-length", 10));
    assertThat(send("nothing", "?declare=false").getException()).isNull();
    assertThat(take("nothing")).containsEntry("event_type", "metering");
  }

  @Test
  void sendsEachMeterASecondTimeUnderItsNameWhenAsked() throws Exception {
    assertThat(send("meters", "?per_meter_topic=1").getException()).isNull();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Map<String, @Nullable Object> message = take("meters");
      sent.add(message.get("event_type") + " " + ((List<?>) message.get("payload")).size());
    }
    assertThat(sent).containsExactly("metering 3", "metering.cpu 2", "metering.memory 1");
    assertThat(queues("meters")).hasSize(1);
  }

  private static void vhost(String name) {
    rabbit.ctl("add_vhost", name);
    rabbit.ctl("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
  }

  private static void declare(String vhost, boolean durable, Map<String, Object> arguments)
      throws Exception {
    try (var connection = factory(vhost).newConnection("test");
        var channel = connection.createChannel()) {
      channel.exchangeDeclare("ceilometer", "topic", durable);
      channel.queueDeclare("metering.sample", durable, false, false, arguments);
      channel.queueBind("metering.sample", "ceilometer", "metering.sample");
    }
  }

  private static com.rabbitmq.client.ConnectionFactory factory(String vhost) {
    var factory = new com.rabbitmq.client.ConnectionFactory();
    factory.setPort(rabbit.port());
    factory.setVirtualHost(vhost);
    return factory;
  }

  private static List<String> queues(String vhost) {
    return rabbit
        .ctl(
            "list_queues",
            "-p",
            vhost,
            "--no-table-headers",
            "name",
            "durable",
            "auto_delete",
            "type")
        .lines()
        .toList();
  }

  private static List<String> exchanges(String vhost) {
    return rabbit
        .ctl("list_exchanges", "-p", vhost, "--no-table-headers", "name", "durable", "auto_delete")
        .lines()
        .toList();
  }

  private static Map<String, @Nullable Object> take(String vhost) throws Exception {
    try (var connection = factory(vhost).newConnection("test");
        var channel = connection.createChannel()) {
      GetResponse message = channel.basicGet("metering.sample", true);
      assertThat(message).as("a message in %s", vhost).isNotNull();
      Map<String, @Nullable Object> envelope = JsonValues.readObject(message.getBody());
      return JsonValues.readObject(String.valueOf(envelope.get("oslo.message")));
    }
  }

  /** Sends two samples of one meter and one of another. */
  private Exchange send(String vhost, String options) throws Exception {
    if (!rabbit.ctl("list_vhosts", "--no-table-headers", "name").lines().toList().contains(vhost)) {
      vhost(vhost);
    }
    String name = "p" + camel.getRoutesSize();
    NotifierPublisher publisher =
        (NotifierPublisher)
            Publishing.create(
                "notifier://127.0.0.1:%d/%s%s".formatted(rabbit.port(), vhost, options));
    camel.getRegistry().bind(name, publisher);
    publisher.companions().forEach((k, bean) -> camel.getRegistry().bind(name + "-" + k, bean));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:" + name).to("kamelet:publisher-notifier?publisher=" + name);
          }
        });
    return camel
        .createFluentProducerTemplate()
        .to("direct:" + name)
        .withBody(samples())
        .request(Exchange.class);
  }

  private static Batch samples() {
    Sample memory =
        Sample.builder("memory", MeterType.GAUGE, "MB").volume(1).resourceId("vm-0").build();
    List<Sample> samples = new ArrayList<>(Publishing.samples(2));
    samples.add(1, memory);
    return Batch.of(samples);
  }
}
