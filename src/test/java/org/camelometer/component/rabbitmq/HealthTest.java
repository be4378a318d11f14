package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  private static String uri(int port) {
    return "rabbitmq:amq.default?hostname=127.0.0.1&portNumber=%d&queue=health&routingKey=health&declare=true"
        .formatted(port);
  }

  private static Collection<HealthCheck.Result> results(CamelContext context, String repository) {
    return HealthCheckHelper.getHealthCheckRepository(context, repository).stream()
        .map(HealthCheck::call)
        .toList();
  }

  @Test
  void saysThatAConsumerWorksOrWhyItDoesNot() throws Exception {
    try (Receiver working = new Receiver(uri(rabbit.port()));
        Receiver failing = new Receiver(uri(1))) {
      await()
          .untilAsserted(
              () ->
                  assertThat(results(failing.context(), "consumers"))
                      .singleElement()
                      .satisfies(
                          result -> {
                            assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
                            assertThat(result.getMessage().orElseThrow())
                                .startsWith("RabbitMQ at 127.0.0.1:1 can't be reached since ")
                                .endsWith(".");
                          }));
      await().until(() -> (boolean) attribute(working.context(), "Connected"));
      assertThat(results(working.context(), "consumers"))
          .singleElement()
          .satisfies(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
    }
  }

  @Test
  void saysThatAProducerWorksOrWhyItDoesNot() throws Exception {
    try (Sender sender = new Sender(uri(1))) {
      HealthCheckHelper.getHealthCheckRepository(sender.context(), "producers").setEnabled(true);
      assertThat(results(sender.context(), "producers"))
          .allSatisfy(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
      assertThat(sender.failure("x")).isNotNull();
      assertThat(results(sender.context(), "producers"))
          .singleElement()
          .satisfies(
              result -> {
                assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
                assertThat(result.getMessage().orElseThrow()).contains("can't be reached since ");
              });
    }
  }

  private static Object attribute(DefaultCamelContext context, String name) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName bean :
        server.queryNames(new ObjectName("org.apache.camel:type=endpoints,*"), null)) {
      if (context.getManagementName().equals(bean.getKeyProperty("context"))) {
        return server.getAttribute(bean, name);
      }
    }
    throw new AssertionError("No endpoint of " + context + " is shown");
  }

  @Test
  void showsItsStateInJmx() throws Exception {
    try (Receiver receiver = new Receiver(uri(rabbit.port()))) {
      DefaultCamelContext context = receiver.context();
      await().until(() -> (boolean) attribute(context, "Connected"));
      assertThat(attribute(context, "Outage")).isEqualTo("");
      assertThat(attribute(context, "Blocked")).isEqualTo(false);
      assertThat(attribute(context, "InFlight")).isEqualTo(0);
    }
    try (Receiver receiver = new Receiver(uri(1))) {
      DefaultCamelContext context = receiver.context();
      await().until(() -> !attribute(context, "Outage").equals(""));
      assertThat(attribute(context, "Outage").toString()).contains("Connection refused");
      assertThat(attribute(context, "Connected")).isEqualTo(false);
    }
  }
}
