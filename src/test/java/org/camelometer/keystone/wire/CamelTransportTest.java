package org.camelometer.keystone.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.camelometer.http.ClientSettings;
import org.camelometer.http.HttpTls;
import org.camelometer.http.OversizeException;
import org.camelometer.http.TlsFiles;
import org.camelometer.http.UnreachableException;
import org.camelometer.poll.Deadline;
import org.camelometer.publish.http.HttpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** To a server of the JDK's. */
@Timeout(60)
class CamelTransportTest {
  private static final int LARGEST = 100_000;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final HttpPeer peer = HttpPeer.plain();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private CamelTransport transport;

  @BeforeEach
  void start() throws Exception {
    HttpTls tls =
        HttpTls.of(new TlsFiles(true, Optional.empty(), Optional.empty(), Optional.empty()));
    camel.start();
    transport = new CamelTransport(camel, new ClientSettings(LONG, LONG, 4, tls), LARGEST);
  }

  @AfterEach
  void stop() {
    camel.stop();
    peer.close();
  }

  @Test
  void asksForTheAddressAsItStands() throws Exception {
    String target =
        "/v2/a%2Fb/%7B%7Bx%7D%7D/?marker=1%262&all_tenants=1&since=2026-01-01T00%3A00+x";
    transport.send(get(target), LONG);
    assertThat(peer.requests()).extracting(HttpPeer.Request::target).containsExactly(target);
  }

  @Test
  void sendsItsOwnHeadersAlone() throws Exception {
    transport.send(get("/").with("X-Auth-Token", "t0k3n"), LONG);
    assertThat(peer.requests().get(0).headers().keySet())
        .containsExactlyInAnyOrder("Accept", "X-auth-token", "Host", "User-agent", "Connection");
  }

  @Test
  void sendsJsonAndGivesHeadersAndBody() throws Exception {
    peer.answer(
        exchange -> {
          exchange.getResponseHeaders().set("X-Subject-Token", "t0k3n");
          HttpPeer.respond(exchange, 201, "{\"a\": 1}");
        });
    Answer answer = transport.send(Request.post("identity", url("/v3"), "{\"b\":2}"), LONG);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("X-Subject-Token")).contains("t0k3n");
    assertThat(answer.json()).containsEntry("a", 1);
    assertThat(peer.requests().get(0).method()).isEqualTo("POST");
    assertThat(peer.requests().get(0).text()).isEqualTo("{\"b\":2}");
    assertThat(peer.requests().get(0).headers().getFirst("Content-type"))
        .startsWith("application/json");
  }

  @Test
  void givesHeadersOfAnAnswerWithoutBody() throws Exception {
    peer.answer(
        exchange -> {
          exchange.getResponseHeaders().set("X-Account-Object-Count", "3");
          HttpPeer.respond(exchange, 204, "");
        });
    Answer answer = transport.send(Request.of("object-store", "HEAD", url("/v1/x")), LONG);
    assertThat(answer.header("x-account-object-count")).contains("3");
    assertThat(peer.requests().get(0).method()).isEqualTo("HEAD");
  }

  @Test
  void givesAnswersThatSayNo() throws Exception {
    peer.answer(404, "no");
    Answer answer = transport.send(get("/"), LONG);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).isEqualTo("no");
  }

  @Test
  void readsNoMoreThanItMay() {
    peer.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 10_000_000_000L);
          try {
            while (true) {
              exchange.getResponseBody().write(new byte[65536]);
            }
          } catch (IOException heHungUp) {
            // as he should
          }
        });
    assertThatThrownBy(() -> transport.send(get("/"), LONG))
        .isInstanceOf(OversizeException.class)
        .hasMessage("the answer has more than 100000 bytes");
  }

  @Test
  void readsAnAnswerThatIsJustNotTooLong() throws Exception {
    byte[] body = "x".repeat(LARGEST).getBytes(StandardCharsets.US_ASCII);
    peer.answer(exchange -> HttpPeer.respond(exchange, 200, body));
    assertThat(transport.send(get("/"), LONG).body()).hasSize(LARGEST);
  }

  @Test
  void endsInTimeWhenTheAnswerDrips() {
    CountDownLatch end = new CountDownLatch(1);
    peer.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, LARGEST);
          try {
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
              exchange.getResponseBody().write('x');
              exchange.getResponseBody().flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThatThrownBy(() -> transport.send(get("/"), Duration.ofMillis(600)))
        .isInstanceOf(UnreachableException.class)
        .hasMessage(
            "http://127.0.0.1:%d can't be reached: it gave no whole answer within 600 ms"
                .formatted(peer.port()))
        .satisfies(e -> assertThat(((UnreachableException) e).isOfConnection()).isFalse());
    end.countDown();
  }

  @Test
  void asksAgainWhereNobodyListens() throws Exception {
    FakeTime time = new FakeTime();
    Calls calls = new Calls(100, time);
    Requester requester = new Requester(transport, RequestLimits.DEFAULTS, calls, time.time());
    assertThatThrownBy(() -> requester.send(toNobody(), Deadline.never()))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("can't be reached: Connect to");
    assertThat(calls.usage()).containsEntry("image", new Usage(4, 1, 3, 0));
  }

  @Test
  void tellsThatNobodyListens() throws Exception {
    Request request = toNobody();
    assertThatThrownBy(() -> transport.send(request, LONG))
        .isInstanceOf(UnreachableException.class)
        .satisfies(e -> assertThat(((UnreachableException) e).isOfConnection()).isTrue());
  }

  @Test
  void showsInJmxHowOftenEachServiceWasAsked() throws Exception {
    transport.send(get("/a"), LONG);
    transport.send(get("/b"), LONG);
    transport.send(Request.of("network", "GET", url("/")), LONG);
    ManagedCamelContext managed =
        camel.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class);
    assertThat(managed.getManagedRoute("openstack-image", ManagedRouteMBean.class))
        .satisfies(route -> assertThat(route.getExchangesTotal()).isEqualTo(2));
    assertThat(managed.getManagedRoute("openstack-network", ManagedRouteMBean.class))
        .satisfies(route -> assertThat(route.getExchangesTotal()).isEqualTo(1));
  }

  @Test
  void keepsWhatItSendsFromTheExchange() throws Exception {
    StringBuilder seen = new StringBuilder();
    camel
        .getCamelContextExtension()
        .addInterceptStrategy(
            (context, definition, target, next) ->
                new DelegateAsyncProcessor(
                    exchange -> {
                      target.process(exchange);
                      seen.append(exchange.getMessage().getHeaders())
                          .append(exchange.getMessage().getBody(String.class));
                    }));
    peer.answer(
        exchange -> {
          exchange.getResponseHeaders().set("X-Subject-Token", "secret-answer");
          HttpPeer.respond(exchange, 201, "secret-body");
        });
    Request request = Request.post("identity", url("/?secret-query"), "secret-sent");
    transport.send(request.with("X-Auth-Token", "secret-token"), LONG);
    assertThat(seen).contains("CamelHttpResponseCode").doesNotContain("secret");
  }

  @Test
  void takesItsRoutesAway() throws Exception {
    transport.send(get("/"), LONG);
    transport.close();
    assertThat(camel.getRoutes()).isEmpty();
  }

  private static Request toNobody() throws IOException {
    try (ServerSocket closed = new ServerSocket(0)) {
      return Request.of(
          "image", "GET", URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/"));
    }
  }

  private Request get(String target) {
    return Request.of("image", "GET", url(target));
  }

  private URI url(String target) {
    return URI.create("http://127.0.0.1:" + peer.port() + target);
  }
}
