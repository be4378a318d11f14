package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailoverTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  @Test
  void goesOverToTheNextAddressWhenOneDies() throws Exception {
    rabbit.with(channel -> channel.queueDeclare("failover", true, false, false, null));
    try (TcpProxy first = new TcpProxy(rabbit.port());
        TcpProxy second = new TcpProxy(rabbit.port())) {
      String uri =
          "rabbitmq:amq.default?addresses=127.0.0.1:%d,127.0.0.1:%d&networkRecoveryInterval=100&queue=failover&routingKey=failover"
              .formatted(first.port(), second.port());
      try (Receiver receiver = new Receiver(uri);
          Sender sender = new Sender(uri)) {
        assertThat(sender.failure("before")).isNull();
        receiver.awaitCount(1);
        assertThat(first.connections()).isEqualTo(2);
        first.goAway();
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> sender.failure("after") == null);
        receiver.awaitCount(2);
        assertThat(second.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void beginsWithAnyAddressIfItMay() throws Exception {
    try (Sender sender =
        new Sender(
            "rabbitmq:x?addresses=a:1,b:2,c:3&shuffleAddresses=true&connectionTimeout=100")) {
      BrokerSettings settings =
          sender
              .context()
              .getEndpoint(
                  "rabbitmq:x?addresses=a:1,b:2,c:3&shuffleAddresses=true", RabbitmqEndpoint.class)
              .brokerSettings();
      Set<String> first = new HashSet<>();
      await()
          .until(() -> first.add(settings.addressesToTry().get(0).getHost()) || first.size() == 3);
      assertThat(settings.addressesToTry()).hasSize(3);
    }
  }
}
