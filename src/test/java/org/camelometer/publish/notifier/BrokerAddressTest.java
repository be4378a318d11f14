package org.camelometer.publish.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.camelometer.publish.Publishing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "amqp://host, amqp://guest@host:5672 vhost /",
    "amqp://host/, amqp://guest@host:5672 vhost /",
    "amqp://host/%2F, amqp://guest@host:5672 vhost /",
    "amqp://host//, amqp://guest@host:5672 vhost /",
    "amqps://u:p@host/v, amqps://u@host:5671 vhost v",
    "rabbits://u:p@host:1/v?heartbeat=5, amqps://u@host:1 vhost v",
    "rabbit://a%40b:p@host, amqp://a@b@host:5672 vhost /"
  })
  void readsWhatBrokersAreCalled(String url, String broker) {
    assertThat(read(url)).hasToString(broker);
  }

  @Test
  void keepsSignsThatNeedNoEncoding() {
    assertThat(read("amqp://u:a+b%2Bc%@host").password()).isEqualTo("a+b%2Bc%");
    assertThat(read("amqp://u:a+b%2Bc@host").password()).isEqualTo("a+b+c");
  }

  @Test
  void checksCertificatesWhenItConnectsByTls() {
    assertThat(new BrokerConnectionFactory(read("amqps://host"), Optional.empty()).isSSL())
        .isTrue();
    assertThat(new BrokerConnectionFactory(read("amqp://host"), Optional.empty()).isSSL())
        .isFalse();
  }

  /** A listener in place of a broker: that the AMQP greeting arrives is all that is asked. */
  @Test
  void connectsToAnotherHostWhenOneIsDown() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> greeting = CompletableFuture.supplyAsync(() -> greeting(listener));
      BrokerConnectionFactory factory =
          new BrokerConnectionFactory(
              read("amqp://127.0.0.1:1,127.0.0.1:%d/".formatted(listener.getLocalPort())),
              Optional.empty());
      assertThatThrownBy(factory::newConnection).isInstanceOf(IOException.class);
      assertThat(greeting.get(30, TimeUnit.SECONDS)).isEqualTo("AMQP");
    }
  }

  private static String greeting(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      return new String(
          socket.getInputStream().readNBytes(4), java.nio.charset.StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static BrokerAddress read(String url) {
    return BrokerAddress.parse(url, "the broker", Publishing.PLACE);
  }
}
