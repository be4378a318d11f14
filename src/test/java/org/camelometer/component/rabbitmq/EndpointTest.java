package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EndpointTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  /** As it stands in routes written for camel-rabbitmq 3, with but the port put in. */
  private static final String CAMEL_3 =
      "rabbitmq:orders?hostname=127.0.0.1&portNumber=%d&username=guest&password=guest&vhost=/"
          + "&exchangeType=topic&routingKey=order.new&queue=orders-in&declare=true&durable=true"
          + "&autoDelete=false&skipQueueDeclare=false&skipQueueBind=false&skipExchangeDeclare=false"
          + "&arg.queue.x-message-ttl=600000&mandatory=true&publisherAcknowledgements=true"
          + "&publisherAcknowledgementsTimeout=10000&guaranteedDeliveries=true"
          + "&connectionTimeout=5000&requestedHeartbeat=30&automaticRecoveryEnabled=true"
          + "&networkRecoveryInterval=5000&channelPoolMaxSize=10&exchangePattern=InOnly";

  @Test
  void takesAUriOfCamel3AsItIs() throws Exception {
    try (Sender sender = new Sender(CAMEL_3.formatted(rabbit.port()))) {
      assertThat(sender.failure("order")).isNull();
    }
    GetResponse message = rabbit.take("orders-in");
    assertThat(message.getEnvelope().getExchange()).isEqualTo("orders");
    assertThat(message.getEnvelope().getRoutingKey()).isEqualTo("order.new");
  }

  @Test
  void takesHostAndPortBeforeTheExchangeAsOlderUrisHaveThem() throws Exception {
    rabbit.with(channel -> channel.queueDeclare("old-syntax", true, false, false, null));
    String uri = "rabbitmq://127.0.0.1:%d/amq.default?routingKey=old-syntax";
    try (Sender sender = new Sender(uri.formatted(rabbit.port()))) {
      assertThat(sender.failure("x")).isNull();
    }
    assertThat(rabbit.count("old-syntax")).isEqualTo(1);
  }

  @Test
  void declaresExchangeQueueAndBindingThatSurviveARestart() throws Exception {
    String uri =
        "rabbitmq:declared?portNumber=%d&declare=true&exchangeType=fanout&queue=declared-queue";
    try (Sender sender = new Sender(uri.formatted(rabbit.port()))) {
      assertThat(sender.failure("x")).isNull();
    }
    rabbit.with(
        channel -> {
          channel.exchangeDeclare("declared", "fanout", true, false, null);
          channel.queueDeclare("declared-queue", true, false, false, null);
        });
    assertThat(rabbit.count("declared-queue")).isEqualTo(1);
  }

  @Test
  void saysWhenADeclarationDiffersFromWhatIsThere() throws Exception {
    rabbit.with(channel -> channel.exchangeDeclare("different", "topic", true));
    String uri = "rabbitmq:different?portNumber=%d&declare=true&exchangeType=direct";
    try (Sender sender = new Sender(uri.formatted(rabbit.port()))) {
      assertThat(sender.failure("x"))
          .hasMessageContaining("Message to exchange 'different'")
          .hasMessageContaining(
              "exchange 'different' exists with exchangeType=topic, and not with exchangeType=direct:"
                  + " set exchangeType=topic, or delete the exchange, or take it as it is with"
                  + " skipExchangeDeclare=true (PRECONDITION_FAILED - inequivalent arg 'type'");
    }
  }

  @Test
  void triesAddressesInTheirOrder() throws Exception {
    rabbit.with(channel -> channel.queueDeclare("second", true, false, false, null));
    String uri = "rabbitmq:amq.default?addresses=127.0.0.1:1,127.0.0.1:%d&routingKey=second";
    try (Sender sender = new Sender(uri.formatted(rabbit.port()))) {
      assertThat(sender.failure("x")).isNull();
    }
  }

  @Test
  void takesTheConnectionFromAFactory() throws Exception {
    rabbit.with(channel -> channel.queueDeclare("from-factory", true, false, false, null));
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(rabbit.uri());
    String uri = "rabbitmq:amq.default?connectionFactory=#bean:rabbit&routingKey=from-factory";
    try (Sender sender = new Sender(uri, Map.of("rabbit", factory))) {
      assertThat(sender.failure("x")).isNull();
    }
  }

  @Test
  void sharesOneConnectionAmongProducersOfABroker() throws Exception {
    String uri =
        "rabbitmq:amq.fanout?portNumber=%d&mandatory=false&routingKey=".formatted(rabbit.port());
    try (Sender sender = new Sender(uri + "a")) {
      DefaultCamelContext context = sender.context();
      context.getCamelContextExtension().setName("sharing");
      assertThat(sender.failure("x")).isNull();
      assertThat(context.createProducerTemplate().send(uri + "b", exchange -> {}).getException())
          .isNull();
      await().until(() -> rows("list_connections") == 1);
      await().until(() -> rows("list_channels") == 2);
    }
  }

  private static long rows(String command) {
    return rabbit.ctl(command, "name").lines().skip(1).count();
  }

  private static List<String> managedEndpoints(DefaultCamelContext context) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    List<String> shown = new ArrayList<>();
    ObjectName all = new ObjectName("org.apache.camel:type=endpoints,*");
    for (ObjectName name : server.queryNames(all, null)) {
      if (context.getManagementName().equals(name.getKeyProperty("context"))) {
        shown.add(name + " " + server.getAttribute(name, "EndpointUri"));
      }
    }
    return shown;
  }

  @Test
  void hidesThePasswordInTheUriOfABroker() throws Exception {
    try (Sender sender =
        new Sender("rabbitmq:x?uri=RAW(amqp://guest:s3cr3t@127.0.0.1:1/%2F)&queue=q")) {
      RabbitmqEndpoint endpoint =
          (RabbitmqEndpoint) sender.context().getEndpoints().iterator().next();
      assertThat(endpoint.toString()).doesNotContain("s3cr3t");
      assertThat(endpoint.brokerSettings().password()).isEqualTo("s3cr3t");
      assertThat(endpoint.healthCheck("x", endpoint.links().get(0)).getId())
          .doesNotContain("s3cr3t");
      assertThat(sender.failure("x")).message().doesNotContain("s3cr3t");
      assertThat(managedEndpoints(sender.context()))
          .allSatisfy(shown -> assertThat(shown).doesNotContain("s3cr3t"));
    }
  }

  @Test
  void hidesThePasswordWhereverTheEndpointShows() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      RabbitmqEndpoint endpoint =
          context.getEndpoint("rabbitmq:x?password=s3cr3t", RabbitmqEndpoint.class);
      assertThat(endpoint.toString()).doesNotContain("s3cr3t");
      assertThat(endpoint.brokerSettings().toString()).doesNotContain("s3cr3t");
      assertThat(endpoint.getEndpointBaseUri()).doesNotContain("s3cr3t");
      context.start();
      assertThat(managedEndpoints(context))
          .hasSize(1)
          .allSatisfy(shown -> assertThat(shown).contains("rabbitmq:").doesNotContain("s3cr3t"));
    }
  }

  @Test
  void refusesAnOptionThatNobodyKnows() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      assertThatThrownBy(() -> context.getEndpoint("rabbitmq:x?routinKey=y"))
          .hasMessageContaining("routinKey");
    }
  }
}
