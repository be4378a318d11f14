package org.camelometer.publish.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.definition.DefinitionException;
import org.camelometer.publish.PublisherRoutes;
import org.camelometer.publish.Publishing;
import org.camelometer.sample.Batch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the kamelet, to an HTTPS server of the JDK's that wants to see a certificate. */
@Timeout(60)
class HttpTlsTest {
  @TempDir private static Path folder;
  private static TestCertificates certificates;
  private static HttpPeer peer;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final PublisherRoutes routes = new PublisherRoutes(camel);
  private final Batch batch = Batch.of(Publishing.samples(3));

  @BeforeAll
  static void serve() throws Exception {
    certificates = new TestCertificates(folder, "ip:127.0.0.1");
    peer = HttpPeer.mutual(certificates.server());
  }

  @AfterAll
  static void end() {
    peer.close();
  }

  @BeforeEach
  void start() {
    peer.requests().clear();
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void showsItsCertificateToAServerThatItTrusts() throws Exception {
    Exception failure = failure("127.0.0.1", trust() + clientcert("client") + key("client"));
    assertThat(failure).isNull();
    assertThat(peer.requests()).hasSize(1);
  }

  @Test
  void takesEllipticKeys() throws Exception {
    assertThat(failure("127.0.0.1", trust() + clientcert("elliptic") + key("elliptic"))).isNull();
  }

  @Test
  void takesCertificateAndOlderKeyFromOneFile() throws Exception {
    assertThat(failure("127.0.0.1", trust() + "&clientcert=" + certificates.oldBundle("client")))
        .isNull();
  }

  @Test
  void isNotLetInWithoutACertificate() throws Exception {
    assertThat(failure("127.0.0.1", trust())).isInstanceOf(IOException.class);
    assertThat(peer.requests()).isEmpty();
  }

  @Test
  void sendsNothingToAServerThatItDoesNotTrust() throws Exception {
    assertThat(failure("127.0.0.1", clientcert("client") + key("client")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("PKIX path building failed");
    assertThat(peer.requests()).isEmpty();
  }

  @Test
  void sendsNothingToAServerOfAnotherName() throws Exception {
    assertThat(failure("localhost", trust() + clientcert("client") + key("client")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("localhost");
    assertThat(peer.requests()).isEmpty();
  }

  @Test
  void trustsAnybodyWhereItIsTold() throws Exception {
    assertThat(failure("localhost", "&verify_ssl=False" + clientcert("client") + key("client")))
        .isNull();
  }

  @Test
  void endsInTimeWhenTheAnswerTricklesThroughTls() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    peer.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 100_000);
          try {
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
              exchange.getResponseBody().write('x');
              exchange.getResponseBody().flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    String query = trust() + clientcert("client") + key("client") + "&timeout=1.5";
    Exception failure = failure("127.0.0.1", query);
    end.countDown();
    peer.answer(200, "");
    assertThat(failure).hasMessageContaining("it gave no whole answer within 1500 ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0016\u0003\u0003??"})
  void endsInTimeWhenTheHandshakeTrickles(String beginning) throws Exception {
    try (RudePeer rude = RudePeer.dawdling(beginning, beginning.isEmpty() ? 10_000 : 20)) {
      routes.publish("p", "https://127.0.0.1:" + rude.port() + "?timeout=0.4&max_retries=0");
      assertThat(routes.failure("p", batch))
          .hasMessageContaining("it gave no whole answer within 400 ms");
    }
  }

  @Test
  void refusesFilesThatItCannotUse() throws Exception {
    Path junk = Files.writeString(folder.resolve("junk"), "nothing");
    String valid = clientcert("client");
    refuses("&verify_ssl=/no/such/file", "verify_ssl '/no/such/file' of https://", "NoSuchFile");
    refuses("&verify_ssl=" + junk, "verify_ssl", "has no certificate");
    refuses("&clientcert=" + junk, "clientcert", "has no certificate");
    refuses(valid, "clientcert", "has no private key; openssl pkcs8 -topk8");
    refuses(valid + "&clientkey=" + junk, "clientkey", "has no private key");
    refuses("&clientkey=" + junk, "clientkey", "set clientcert");
  }

  private static void refuses(String query, String option, String reason) {
    assertThatThrownBy(() -> Publishing.create("https://host/?" + query.substring(1)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("pipeline.yaml:7:9: error: " + option)
        .hasMessageContaining(reason);
  }

  private Exception failure(String host, String query) throws Exception {
    routes.publish("p", "https://%s:%d/in?x=1%s".formatted(host, peer.port(), query));
    return routes.failure("p", batch);
  }

  private static String trust() throws Exception {
    return "&verify_ssl=" + certificates.certificateFile("server");
  }

  private static String clientcert(String name) throws Exception {
    return "&clientcert=" + certificates.certificateFile(name);
  }

  private static String key(String name) throws Exception {
    return "&clientkey=" + certificates.keyFile(name);
  }
}
