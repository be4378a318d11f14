package org.camelometer.publish.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.Settings;
import org.camelometer.publish.Publishing;
import org.camelometer.publish.http.TestCertificates;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A listener in place of a broker lets in one client's certificate alone. */
@Timeout(60)
class BrokerTlsTest {
  @TempDir private static Path folder;
  private static TestCertificates certificates;

  @BeforeAll
  static void make() throws Exception {
    certificates = new TestCertificates(folder, "ip:127.0.0.1");
  }

  @Test
  void trustsAndShowsWhatTheUrlNames() throws Exception {
    String files =
        "?ssl=1&ssl_ca_file=%s&ssl_cert_file=%s&ssl_key_file=%s"
            .formatted(
                certificates.certificateFile("server"),
                certificates.certificateFile("client"),
                certificates.keyFile("client"));
    assertThat(greeting("notifier://a" + files, Map.of())).isEqualTo("AMQP");
  }

  @Test
  void takesTheSettingsWhereTheUrlNamesNone() throws Exception {
    Map<String, String> settings =
        Map.of(
            "camelometer.rabbitmq.ssl-ca-file", certificates.certificateFile("server").toString(),
            "camelometer.rabbitmq.ssl-cert-file", certificates.certificateFile("client").toString(),
            "camelometer.rabbitmq.ssl-key-file", certificates.keyFile("client").toString());
    assertThat(greeting("notifier://", settings)).isEqualTo("AMQP");
  }

  @Test
  void trustsNobodyElse() throws Exception {
    assertThat(greeting("notifier://a?ssl=1", Map.of())).startsWith("no greeting");
  }

  @Test
  void saysWhichFileItCanNotUse() {
    assertThatThrownBy(() -> context("notifier://a?ssl=1&ssl_ca_file=/nowhere", Map.of()))
        .hasMessageContaining("ssl_ca_file '/nowhere' can't be used: NoSuchFileException");
    assertThatThrownBy(
            () -> context("notifier://", Map.of("camelometer.rabbitmq.ssl-key-file", "/k")))
        .hasMessageContaining("camelometer.rabbitmq.ssl-key-file '/k' needs the certificate");
    assertThat(Publishing.warnings("notifier://a?ssl_ca_file=/nowhere")).hasSize(1);
  }

  private static javax.net.ssl.SSLContext context(String url, Map<String, String> settings) {
    return BrokerTls.of(PublisherUrl.parse(url, Publishing.PLACE), Settings.of(settings));
  }

  private static String greeting(String url, Map<String, String> settings) throws Exception {
    try (SSLServerSocket listener =
        (SSLServerSocket)
            certificates
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setNeedClientAuth(true);
      CompletableFuture<String> greeting = CompletableFuture.supplyAsync(() -> greeting(listener));
      BrokerAddress broker =
          BrokerAddress.parse(
              "amqps://127.0.0.1:%d/".formatted(listener.getLocalPort()),
              "the broker",
              Publishing.PLACE);
      BrokerConnectionFactory factory =
          new BrokerConnectionFactory(broker, Optional.of(context(url, settings)));
      assertThatThrownBy(factory::newConnection).isInstanceOf(IOException.class);
      return greeting.get(30, TimeUnit.SECONDS);
    }
  }

  private static String greeting(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      return new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "no greeting: " + e.getMessage();
    }
  }
}
