package org.camelometer.publish.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.publish.Abortable;
import org.camelometer.publish.PublisherRoutes;
import org.camelometer.publish.Publishing;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the kamelet, to servers of the JDK's and to sockets that behave like none. */
@Timeout(60)
class HttpPublisherTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final PublisherRoutes routes = new PublisherRoutes(camel);
  private final Batch batch = Batch.of(Publishing.samples(3));
  private final HttpPeer peer = HttpPeer.plain();
  @TempDir private Path folder;

  @BeforeEach
  void start() {
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    peer.close();
  }

  @Test
  void postsABatchAsOneList() throws Exception {
    routes.publish("p", "http://127.0.0.1:" + peer.port() + "/in");
    assertThat(routes.failure("p", batch)).isNull();
    HttpPeer.Request request = peer.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/in");
    assertThat(samples(request)).containsExactlyElementsOf(batch);
    assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(request.headers().getFirst("Content-Length"))
        .isEqualTo(String.valueOf(request.body().length));
    assertThat(request.headers()).doesNotContainKey("Transfer-Encoding");
  }

  @Test
  void postsOneObjectWhereBatchIsFalse() throws Exception {
    String entry = "http://127.0.0.1:" + peer.port() + "?batch=False&batch_size=9";
    routes.publish("p", entry);
    assertThat(Publishing.batchSize(entry)).isEqualTo(1);
    assertThat(routes.failure("p", batch.subList(0, 1))).isNull();
    assertThat(SampleJson.read(peer.requests().get(0).text())).isEqualTo(batch.get(0));
    assertThat(routes.failure("p", batch)).hasMessageContaining("a request holds one sample");
  }

  @Test
  void keepsPathAndQueryAsTheyStand() throws Exception {
    String path = "/a%2Fb/c%20d/e+f;v=1/~";
    routes.publish(
        "p", "http://127.0.0.1:" + peer.port() + path + "?tag=a%26b&timeout=3&httpMethod=PUT&x");
    assertThat(routes.failure("p", batch)).isNull();
    assertThat(peer.requests().get(0).target()).isEqualTo(path + "?tag=a%26b&httpMethod=PUT&x");
    assertThat(peer.requests().get(0).method()).isEqualTo("POST");
  }

  @Test
  void logsInAndShowsNoSecretAnywhere() throws Exception {
    routes.publish("p", "http://me:ge%2Fhe+im@127.0.0.1:" + peer.port() + "/in?key=t0ken");
    assertThat(routes.failure("p", batch)).isNull();
    assertThat(peer.requests().get(0).headers().getFirst("Authorization"))
        .isEqualTo("Basic bWU6Z2UvaGUraW0=");
    assertThat(peer.requests().get(0).target()).isEqualTo("/in?key=t0ken");
    peer.answer(503, "");
    Exception failure = routes.failure("p", batch);
    assertThat(failure).hasMessage("http://127.0.0.1:%d/in answered 503", peer.port());
    List<String> shown = new ArrayList<>(List.of(failure.toString()));
    camel.getEndpoints().forEach(e -> shown.add(e.getEndpointUri() + e.getEndpointBaseUri()));
    camel.getRoutes().forEach(route -> shown.add(route.getEndpoint() + route.getRouteId()));
    assertThat(shown).noneMatch(text -> text.matches("(?s).*(he.im|t0ken|bWU6|me:).*"));
  }

  @Test
  void takesSecretsFromElsewhereIntoPathAndQueryAndShowsNone() throws Exception {
    Files.writeString(folder.resolve("token"), "t0ken&/x\n");
    Files.writeString(folder.resolve("hook"), "h00k");
    routes.publish(
        "p",
        "http://127.0.0.1:%d/in/{{file:%s}}/x?key={{file:%s}}"
            .formatted(peer.port(), folder.resolve("hook"), folder.resolve("token")));
    peer.answer(503, "");
    Exception failure = routes.failure("p", batch);
    assertThat(peer.requests().get(0).target()).isEqualTo("/in/h00k/x?key=t0ken%26%2Fx");
    assertThat(failure).hasMessage("http://127.0.0.1:%d/in/xxxxxx/x answered 503", peer.port());
    List<String> shown = new ArrayList<>(List.of(failure.toString()));
    camel.getEndpoints().forEach(e -> shown.add(e.getEndpointUri() + e.getEndpointBaseUri()));
    assertThat(shown).noneMatch(text -> text.contains("h00k") || text.contains("t0ken"));
  }

  @Test
  void letsNoHeaderOfTheExchangeThrough() throws Exception {
    routes.publish("p", "http://127.0.0.1:" + peer.port() + "/in");
    Map<String, Object> headers =
        Map.of(
            "X-From", "a notification",
            "CamelHttpUri", "http://127.0.0.1:9/elsewhere",
            "CamelHttpPath", "elsewhere",
            "CamelHttpQuery", "a=b",
            "CamelHttpMethod", "DELETE",
            "Content-Encoding", "gzip");
    assertThat(routes.send("p", batch, headers).getException()).isNull();
    HttpPeer.Request request = peer.requests().get(0);
    assertThat(request.method() + request.target()).isEqualTo("POST/in");
    assertThat(request.headers()).doesNotContainKeys("X-from", "Content-encoding");
    assertThat(samples(request)).containsExactlyElementsOf(batch);
  }

  @Test
  void usesOneConnectionForManyBatches() throws Exception {
    routes.publish("p", "http://127.0.0.1:" + peer.port());
    for (int i = 0; i < 5; i++) {
      assertThat(routes.failure("p", batch)).isNull();
    }
    assertThat(peer.requests().stream().map(HttpPeer.Request::clientPort).distinct()).hasSize(1);
  }

  @Test
  void sendsByInternetProtocolSix() throws Exception {
    try (HttpPeer six = HttpPeer.plain("::1")) {
      routes.publish("p", "http://[::1]:" + six.port() + "/in");
      assertThat(routes.failure("p", batch)).isNull();
      assertThat(samples(six.requests().get(0))).containsExactlyElementsOf(batch);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void takesEveryKindOfYes(int status) throws Exception {
    routes.publish("p", "http://127.0.0.1:" + peer.port());
    peer.answer(status, "");
    assertThat(routes.failure("p", batch)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "400, true",
    "413, true",
    "422, true",
    "301, false",
    "307, false",
    "401, false",
    "403, false",
    "404, false",
    "405, false",
    "408, false",
    "429, false",
    "500, false",
    "503, false"
  })
  void tellsWhatIsInVainFromWhatMayPass(int status, boolean forEver) throws Exception {
    routes.publish("p", "http://127.0.0.1:" + peer.port() + "/in");
    peer.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/other");
          exchange.getResponseHeaders().set("Retry-After", "3600");
          HttpPeer.respond(exchange, status, "no\r\n\u0007thanks");
        });
    assertThat(routes.failure("p", batch))
        .isInstanceOf(forEver ? UndeliverableException.class : IOException.class)
        .hasMessageStartingWith("http://127.0.0.1:%d/in answered %d".formatted(peer.port(), status))
        .hasMessageEndingWith(": no thanks");
    assertThat(peer.requests()).hasSize(1);
  }

  @Test
  void readsNoMoreThanTheBeginningOfAnEndlessAnswer() throws Exception {
    AtomicLong written = new AtomicLong();
    peer.answer(
        exchange -> {
          exchange.sendResponseHeaders(400, 0);
          OutputStream body = exchange.getResponseBody();
          while (written.get() < 1L << 40) {
            body.write(new byte[] {'n', 'o', ' '});
            written.addAndGet(3);
          }
        });
    routes.publish("p", "http://127.0.0.1:" + peer.port());
    Exception failure = routes.failure("p", batch);
    assertThat(failure).isInstanceOf(UndeliverableException.class).hasMessageContaining("no no");
    assertThat(failure.getMessage()).hasSizeLessThan(300);
  }

  @Test
  void unpacksNothing() throws Exception {
    peer.answer(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=no-such-set");
          HttpPeer.respond(exchange, 400, "not gzip at all");
        });
    routes.publish("p", "http://127.0.0.1:" + peer.port());
    assertThat(routes.failure("p", batch))
        .isInstanceOf(UndeliverableException.class)
        .hasMessageEndingWith("answered 400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 O",
        "HTTP/1.1 200 OK\r\nX: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
      })
  void endsInTimeWhenTheAnswerTrickles(String beginning) throws Exception {
    try (RudePeer rude = RudePeer.dawdling(beginning, 20)) {
      routes.publish("p", "http://127.0.0.1:" + rude.port() + "?timeout=0.4");
      assertThat(routes.failure("p", batch))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("it gave no whole answer within 400 ms");
      assertThat(rude.connections()).isEqualTo(1);
    }
  }

  @Test
  void failsWhenTheAnswerEndsInItsMiddle() throws Exception {
    try (RudePeer rude =
        new RudePeer(
            connection -> {
              RudePeer.hear(connection);
              write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nta");
            })) {
      routes.publish("p", "http://127.0.0.1:" + rude.port());
      assertThat(routes.failure("p", batch))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("http://127.0.0.1:%d can't be reached: ".formatted(rude.port()));
    }
  }

  @Test
  void triesAgainWhereNoConnectionCameAboutButNotForEver() throws Exception {
    try (RudePeer rude = new RudePeer(RudePeer::hear)) {
      routes.publish("p", "http://127.0.0.1:" + rude.port() + "?max_retries=3");
      assertThat(routes.failure("p", batch)).hasMessageContaining("it hung up without an answer");
      assertThat(rude.connections()).isEqualTo(4);
    }
  }

  @Test
  void failsWhereNobodyListensOrNobodyKnowsTheName() throws Exception {
    int port = peer.port();
    peer.close();
    routes.publish("p", "http://127.0.0.1:" + port);
    assertThat(routes.failure("p", batch))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Connection refused");
    routes.publish("q", "http://nowhere.invalid");
    assertThat(routes.failure("q", batch))
        .hasMessage("http://nowhere.invalid:80 can't be reached: nobody knows that name");
  }

  @Test
  void goesOnWhenTheServerIsBack() throws Exception {
    routes.publish("p", "http://127.0.0.1:" + peer.port());
    peer.answer(500, "");
    assertThat(routes.failure("p", batch)).isNotNull();
    peer.answer(200, "");
    assertThat(routes.failure("p", batch)).isNull();
  }

  @Test
  void closesItsConnectionsWhenItEnds() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (RudePeer rude =
        new RudePeer(
            connection -> {
              RudePeer.hear(connection);
              write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              RudePeer.hear(connection);
              closed.countDown();
            })) {
      routes.publish("p", "http://127.0.0.1:" + rude.port());
      assertThat(routes.failure("p", batch)).isNull();
      assertThat(closed.getCount()).isEqualTo(1);
      camel.stop();
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void startsARouteWithoutTheServer() throws Exception {
    routes.publish("p", "http://127.0.0.1:9/in");
    assertThat(camel.getRoutes()).isNotEmpty();
    assertThat(peer.requests()).isEmpty();
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static List<Sample> samples(HttpPeer.Request request) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (JsonNode one : new ObjectMapper().readTree(request.body())) {
      samples.add(SampleJson.read(one.toString()));
    }
    return samples;
  }

  @Test
  void anAbortEndsACallThatWaitsAndThoseThatComeLater() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    CountDownLatch silence = new CountDownLatch(1);
    try (RudePeer rude =
        new RudePeer(
            connection -> {
              RudePeer.hear(connection);
              heard.countDown();
              silence.await();
            })) {
      routes.publish("p", "http://127.0.0.1:" + rude.port() + "/?timeout=3600");
      CompletableFuture<Exception> failure =
          CompletableFuture.supplyAsync(() -> routes.failure("p", batch));
      heard.await();
      camel.getRegistry().lookupByNameAndType("p-target", Abortable.class).abort();
      assertThat(failure.get()).hasMessageContaining("the agent ends");
      assertThat(routes.failure("p", batch)).hasMessageContaining("the agent ends");
      assertThat(rude.connections()).isEqualTo(1);
      silence.countDown();
    }
  }
}
