package org.camelometer.openstack.dynamic.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.camelometer.openstack.dynamic.request.Answer;
import org.camelometer.openstack.dynamic.request.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutsideRequestsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int LIMIT = 1000;

  private final OutsideRequests requests = new OutsideRequests();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    requests.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private Answer get(String path, Duration timeout, Authentication authentication)
      throws IOException {
    String url = "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    return requests
        .as(authentication)
        .get(new Request(url, Map.of("X-Version", "2"), timeout, LIMIT, false));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void asksForExactlyWhatWasWritten() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestURI().toString());
          seen.add(exchange.getRequestHeaders().getFirst("X-Version"));
          answer(exchange, 200, "ü");
        });
    assertThat(get("/a%2Fb?q=x y&r=%20+&s=ü", LONG, Authentication.NONE))
        .isEqualTo(new Answer(200, "ü"));
    assertThat(seen).containsExactly("/a%2Fb?q=x%20y&r=%20+&s=%C3%BC", "2");
  }

  @Test
  void givesAnswersOfAnyStatusAndFollowsNoRedirect() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          answer(exchange, 302, "");
        });
    assertThat(get("", LONG, Authentication.NONE)).isEqualTo(new Answer(302, ""));
  }

  @Test
  void logsInAsTheSchemeSays() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
          answer(exchange, 200, "{}");
        });
    get("/", LONG, Scheme.BASIC.authentication(List.of("me", "pw")));
    get("/", LONG, Scheme.BEARER.authentication(List.of("t0ken")));
    get("/", LONG, Scheme.S3.authentication(List.of("key", "secret")));
    assertThat(seen.subList(0, 2)).containsExactly("Basic bWU6cHc=", "Bearer t0ken");
    assertThat(seen.get(2)).startsWith("AWS key:");
  }

  @Test
  void answersAServerThatAsksForADigest() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          String login = exchange.getRequestHeaders().getFirst("Authorization");
          exchange
              .getResponseHeaders()
              .set("WWW-Authenticate", "Digest realm=\"r\", qop=\"auth\", nonce=\"n\"");
          seen.add(String.valueOf(login));
          answer(exchange, login == null ? 401 : 200, "{}");
        });
    assertThat(get("/x?y=1", LONG, Scheme.DIGEST.authentication(List.of("me", "pw"))).status())
        .isEqualTo(200);
    assertThat(seen).hasSize(2);
    assertThat(seen.get(1)).startsWith("Digest").contains("username=\"me\"").contains("/x?y=1");
  }

  @Test
  void readsNoMoreThanItMay() {
    server.createContext("/", exchange -> answer(exchange, 200, "x".repeat(LIMIT + 1)));
    assertThatThrownBy(() -> get("/x?key=s3cr3t", LONG, Authentication.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/x can't be read: its answer is larger than 1000 bytes")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void givesUpAServerThatDrips() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await(end);
        });
    assertThatThrownBy(() -> get("/", Duration.ofMillis(300), Authentication.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no whole answer in time");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void saysWhatIsWrongWithAUrl() {
    Request withLogin = new Request("http://me:pw@host/", Map.of(), LONG, LIMIT, false);
    assertThatThrownBy(() -> requests.as(Authentication.NONE).get(withLogin))
        .hasMessageContaining("authentication_parameters")
        .hasMessageNotContaining("pw");
    Request noUrl = new Request("file:///etc/passwd", Map.of(), LONG, LIMIT, false);
    assertThatThrownBy(() -> requests.as(Authentication.NONE).get(noUrl))
        .hasMessageContaining("is no URL as in https://host/path");
  }
}
