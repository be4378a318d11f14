package org.camelometer.publish.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camelometer.definition.DefinitionException;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.Publishing;
import org.junit.jupiter.api.Test;

class NotifierPublisherFactoryTest {

  @Test
  void neverShowsAPassword() {
    assertThatThrownBy(() -> Publishing.create("notifier://me:geheim@one:70000"))
        .hasMessageContaining("port 70000")
        .hasMessageNotContaining("geheim");
    NotifierPublisher publisher =
        (NotifierPublisher) Publishing.create("notifier://me:geheim@one,two:5673/v");
    assertThat(publisher.broker()).hasToString("amqp://me@one:5672,two:5673 vhost v");
  }

  @Test
  void takesTheDefaultBrokerFromTheSettings() {
    PublisherContext context =
        Publishing.context(
            Map.of(BrokerAddress.SETTING, "rabbit://a:b%40c@one,a:b%40c@[::1]:77/x"));
    NotifierPublisher publisher =
        (NotifierPublisher)
            Publishing.factory("notifier").create(Publishing.url("notifier://"), context);
    assertThat(publisher.broker().hosts())
        .containsExactly(new BrokerAddress.Host("one", 5672), new BrokerAddress.Host("::1", 77));
    assertThat(publisher.broker().password()).isEqualTo("b@c");
    assertThat(publisher.broker().virtualHost()).isEqualTo("x");
  }

  @Test
  void refusesAWrongDefaultBrokerNamingItsKey() {
    PublisherContext context = Publishing.context(Map.of(BrokerAddress.SETTING, "localhost"));
    assertThatThrownBy(
            () -> Publishing.factory("notifier").create(Publishing.url("notifier"), context))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("camelometer.rabbitmq.url is not amqp://");
  }
}
