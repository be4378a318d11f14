package org.camelometer.publish.zaqar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.Publishing;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code zaqar:} against a server that answers as the reference of Zaqar's API has it. */
class ZaqarPublisherTest {
  private record Request(String line, Map<String, List<String>> headers, String body) {}

  private static final String QUEUE = "/v2/queues/samples/messages";

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private HttpServer server;
  private volatile int status = 201;
  private volatile String answer = "{\"resources\":[\"" + QUEUE + "/5a\"]}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(
                new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    new String(body, StandardCharsets.UTF_8)));
            byte[] text = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
          }
        });
    server.start();
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    server.stop(0);
  }

  @Test
  void postsEachSampleAsAMessage() throws Exception {
    List<Sample> samples = Publishing.samples(3);
    Exchange done = send("?queue=samples&ttl=120&token=geheim&project_id=p1", samples);
    assertThat(done.getException()).isNull();
    assertThat(requests).hasSize(1);
    Request request = requests.get(0);
    assertThat(request.line()).isEqualTo("POST " + QUEUE);
    assertThat(request.headers())
        .containsEntry("X-auth-token", List.of("geheim"))
        .containsEntry("X-project-id", List.of("p1"))
        .containsEntry("Content-type", List.of("application/json"))
        .containsEntry("Accept", List.of("application/json"));
    assertThat(request.headers().get("Client-id").get(0)).matches("[0-9a-f-]{36}");
    List<?> messages = messages(request);
    assertThat(messages).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Map<?, ?> message = (Map<?, ?>) messages.get(i);
      assertThat(message.get("ttl")).isEqualTo(120);
      assertThat(SampleJson.read(JsonValues.text(message.get("body")))).isEqualTo(samples.get(i));
    }
    assertThat(done.getProperties().toString() + done.getMessage().getHeaders())
        .doesNotContain("geheim");
  }

  @Test
  void cutsWhatIsMoreThanZaqarReadsAndRefusesWhatNeverFits() throws Exception {
    Sample half = Publishing.sample("half", "1".repeat(140_000));
    Sample huge = Publishing.sample("huge", "1".repeat(262_144));
    Exchange done = send("?queue=samples", List.of(half, huge, half, half));
    assertThat(done.getException())
        .isInstanceOfSatisfying(
            PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(1))
        .hasMessageStartingWith("1 samples are left out: a request to http://127.0.0.1:")
        .hasMessageEndingWith(" holds 262144 bytes at most");
    assertThat(requests).hasSize(3).allMatch(request -> request.body().length() <= 262_144);
    assertThat(send("?queue=samples", List.of(huge)).getException())
        .isInstanceOf(UndeliverableException.class);
    assertThat(requests).hasSize(3);
  }

  @Test
  void tellsRefusalsFromWhatMayPass() throws Exception {
    answer = "{\"title\":\"Invalid API request\",\"description\":\"Messages could not be parsed\"}";
    status = 400;
    assertThat(send("?queue=samples", Publishing.samples(1)).getException())
        .isInstanceOf(UndeliverableException.class)
        .hasMessageContaining("could not be parsed");
    for (int passing : List.of(401, 403, 404, 503)) {
      status = passing;
      assertThat(send("?queue=samples", Publishing.samples(1)).getException())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answered " + passing);
    }
  }

  @Test
  void saysWhatIsWrongWithItsUrl() {
    assertThatThrownBy(() -> Publishing.create("zaqar://?queue=q"))
        .hasMessageContaining("pipeline.yaml:7:9: error: zaqar://?queue=q names no host")
        .hasMessageContaining("write zaqar://host:8888?queue=q");
    assertThatThrownBy(() -> Publishing.create("zaqar://h")).hasMessageContaining("queue '' of");
    assertThatThrownBy(() -> Publishing.create("zaqar://h?queue=a/b"))
        .hasMessageContaining("queue 'a/b' of");
    assertThatThrownBy(() -> Publishing.create("zaqar://h?queue=q&ttl=5"))
        .hasMessageContaining("ttl '5' of");
    assertThatThrownBy(() -> Publishing.create("zaqar://h?queue=q&token=a%0ab"))
        .hasMessageContaining("token of zaqar://h?queue=q&token=xxxxxx has signs");
    assertThatThrownBy(() -> Publishing.create("zaqar://h?queue=q&client_id=me"))
        .hasMessageContaining("is no UUID");
    assertThat(
            ((ZaqarPublisher) Publishing.create("zaqar://h/messaging?queue=q&ssl=1")).companions())
        .extractingByKey("target")
        .isInstanceOfSatisfying(
            ZaqarTarget.class,
            target ->
                assertThat(target.endpoint())
                    .isEqualTo("https://h:8888/messaging/v2/queues/q/messages"));
  }

  private static List<?> messages(Request request) throws IOException {
    Map<String, @Nullable Object> body = JsonValues.readObject(request.body());
    assertThat(body).containsOnlyKeys("messages");
    return (List<?>) body.get("messages");
  }

  private Exchange send(String options, List<Sample> samples) throws Exception {
    String name = "p" + camel.getRoutesSize();
    ZaqarPublisher publisher =
        (ZaqarPublisher)
            Publishing.create("zaqar://127.0.0.1:" + server.getAddress().getPort() + options);
    camel.getRegistry().bind(name, publisher);
    publisher.companions().forEach((k, bean) -> camel.getRegistry().bind(name + "-" + k, bean));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:" + name).to("kamelet:publisher-zaqar?publisher=" + name);
          }
        });
    return camel
        .createFluentProducerTemplate()
        .to("direct:" + name)
        .withBody(samples)
        .request(Exchange.class);
  }
}
