package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.camelometer.testing.RabbitmqNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @RegisterExtension static final RabbitmqNode rabbit = new RabbitmqNode();

  @TempDir static Path folder;

  private static Certificates certificates;
  private static int port;

  @BeforeAll
  static void listen() throws Exception {
    certificates = new Certificates(folder);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    rabbit.ctl(
        "eval",
        "rabbit_networking:ensure_ssl(), rabbit_networking:start_ssl_listener({\"127.0.0.1\", %d, inet}, %s, 1)."
            .formatted(port, certificates.listenerOptions()));
  }

  private static String uri(String host, String options) {
    return "rabbitmq:amq.default?hostname=%s&portNumber=%d&routingKey=tls&queue=tls&declare=true&%s"
        .formatted(host, port, options);
  }

  private static Throwable failure(String uri, SSLContextParameters parameters) throws Exception {
    try (Sender sender = new Sender(uri, Map.of("keys", parameters))) {
      return sender.failure("x");
    }
  }

  @Test
  void publishesAndConsumesWithACertificateOfItsOwn() throws Exception {
    String uri = uri("localhost", "sslContextParameters=#bean:keys");
    assertThat(failure(uri, certificates.client())).isNull();
    try (Receiver receiver =
        new Receiver(uri, exchange -> {}, Map.of("keys", certificates.client()))) {
      receiver.awaitCount(1);
    }
    assertThat(rabbit.ctl("list_queues", "name")).contains("tls");
  }

  @Test
  void takesAUriOfTheSchemeAmqps() throws Exception {
    String uri =
        "rabbitmq:amq.default?uri=RAW(amqps://guest:guest@localhost:%d/%%2F)&routingKey=tls&queue=tls&declare=true&sslContextParameters=#bean:keys"
            .formatted(port);
    assertThat(failure(uri, certificates.client())).isNull();
  }

  @Test
  void refusesABrokerWhoseCertificateNobodyTrusts() throws Exception {
    assertThat(failure(uri("localhost", "sslContextParameters=#bean:keys"), certificates.keyOnly()))
        .hasMessageContaining("can't be reached since")
        .hasMessageContaining("TLS failed: ")
        .hasMessageContaining("unable to find valid certification path");
    assertThat(failure(uri("localhost", "tls=true"), certificates.client()))
        .hasMessageContaining("unable to find valid certification path");
  }

  @Test
  void refusesABrokerWhoseCertificateIsForAnotherHost() throws Exception {
    assertThat(failure(uri("127.0.0.1", "sslContextParameters=#bean:keys"), certificates.client()))
        .hasMessageContaining("TLS failed: No subject alternative names");
  }

  @Test
  void takesAnyCertificateOfAnyHostOnlyWhenItIsSaid() throws Exception {
    String options = "sslContextParameters=#bean:keys&insecure=true";
    assertThat(failure(uri("127.0.0.1", options), certificates.keyOnly())).isNull();
    assertThatThrownBy(() -> failure(uri("127.0.0.1", "insecure=true"), certificates.keyOnly()))
        .hasMessageContaining("insecure and trustManager need tls=true");
  }

  @Test
  void isRefusedWithoutACertificateOfItsOwn() throws Exception {
    assertThat(
            failure(uri("localhost", "sslContextParameters=#bean:keys"), certificates.trusting()))
        .hasMessageContaining("can't be reached since");
  }

  @Test
  void saysThatKeysCantBeRead() {
    SSLContextParameters broken = certificates.client();
    broken.getKeyManagers().getKeyStore().setPassword("wrong");
    assertThatThrownBy(() -> failure(uri("localhost", "sslContextParameters=#bean:keys"), broken))
        .hasStackTraceContaining("TLS to RabbitMQ can't be set up, check sslContextParameters");
  }

  @Test
  void knowsThePortsOfBothProtocols() throws Exception {
    try (Sender sender = new Sender("rabbitmq:x?tls=true&hostname=127.0.0.1")) {
      assertThat(sender.failure("x")).hasMessageContaining("127.0.0.1:5671");
    }
    try (Sender sender = new Sender("rabbitmq:x?addresses=127.0.0.1")) {
      assertThat(sender.failure("x")).hasMessageContaining("127.0.0.1:5672");
    }
  }
}
