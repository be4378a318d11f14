package org.camelometer.keystone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.definition.Position;
import org.camelometer.keystone.CredentialSources;
import org.camelometer.keystone.Credentials;
import org.camelometer.keystone.Surroundings;
import org.camelometer.keystone.session.SessionException;
import org.camelometer.keystone.wire.Answer;
import org.camelometer.keystone.wire.Recorded;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.keystone.wire.Usage;
import org.camelometer.publish.http.HttpPeer;
import org.camelometer.publish.http.TestCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the configuration to a list, by TLS, at a server that wants to see a certificate. */
@Timeout(60)
class CloudTest {
  @TempDir private static Path folder;
  private static TestCertificates certificates;
  private static HttpPeer peer;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Map<String, String> section = new HashMap<>();

  @BeforeAll
  static void serve() throws Exception {
    certificates = new TestCertificates(folder, "ip:127.0.0.1");
    peer = HttpPeer.mutual(certificates.server());
    peer.answer(CloudTest::answer);
  }

  @AfterAll
  static void end() {
    peer.close();
  }

  @BeforeEach
  void start() throws Exception {
    section.put("auth_url", "https://127.0.0.1:" + peer.port());
    section.put("user_id", "u");
    section.put("password", "p");
    section.put("project_id", "p");
    section.put("certfile", certificates.certificateFile("client").toString());
    section.put("keyfile", certificates.keyFile("client").toString());
    peer.requests().clear();
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void readsAListFromAServerThatItTrusts() throws Exception {
    section.put("cafile", certificates.certificateFile("server").toString());
    try (Cloud cloud = open()) {
      Service glance = cloud.service("image").orElseThrow().at("v2");
      assertThat(glance.list("/images", "images", Paging.LINKS)).hasSize(6);
      assertThat(cloud.usage())
          .containsEntry("identity", new Usage(1, 0, 0, 0))
          .containsEntry("image", new Usage(3, 0, 0, 0));
    }
    assertThat(camel.getRoutes()).isEmpty();
  }

  @Test
  void readsItFromAnybodyWhereItIsTold() throws Exception {
    section.put("insecure", "true");
    try (Cloud cloud = open()) {
      assertThat(cloud.service("image")).isPresent();
    }
  }

  @Test
  void sendsNothingToAServerThatItDoesNotTrust() throws Exception {
    try (Cloud cloud = open()) {
      assertThatThrownBy(() -> cloud.service("image"))
          .isInstanceOf(SessionException.class)
          .hasMessageContaining("PKIX path building failed");
    }
    assertThat(peer.requests()).isEmpty();
  }

  private Cloud open() {
    Credentials credentials =
        CredentialSources.of(
                section, Position.of("test"), new Surroundings(Map.of(), folder, folder))
            .find()
            .orElseThrow();
    return Cloud.open(credentials, RequestLimits.DEFAULTS, camel, Clock.systemUTC());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    if (exchange.getRequestMethod().equals("POST")) {
      Answer token = Recorded.answer("keystone-token-ceilometer");
      exchange.getResponseHeaders().set("X-Subject-Token", "t0k3n");
      String here = "https://127.0.0.1:" + peer.port();
      String body = token.text().replaceAll("http://127.0.0.1:9292", here);
      HttpPeer.respond(exchange, token.status(), body);
    } else if (target.equals("/v2/images")) {
      page(exchange, "glance-images-page1");
    } else if (target.endsWith("marker=5ad817b2-1707-4571-a7ea-ea8842d651fa")) {
      page(exchange, "glance-images-page2");
    } else {
      HttpPeer.respond(exchange, 200, "{\"images\": []}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void page(HttpExchange exchange, String name) throws IOException {
    HttpPeer.respond(exchange, 200, Recorded.answer(name).body());
  }
}
