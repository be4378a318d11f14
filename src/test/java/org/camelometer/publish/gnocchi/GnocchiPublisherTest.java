package org.camelometer.publish.gnocchi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.PublisherRoutes;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.publish.http.HttpPeer;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kamelet against a peer that answers as Gnocchi 4.4 does. */
class GnocchiPublisherTest {
  private static final String MEASURES =
      "POST /gnocchi/v1/batch/resources/metrics/measures?create_metrics=true";

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final PublisherRoutes routes = new PublisherRoutes(camel);
  private final HttpPeer peer = HttpPeer.plain();
  private final Set<String> resources = new TreeSet<>();

  /** Answers with a status to requests whose line has a text; looked at before all else. */
  private final Map<String, Integer> faults = new java.util.concurrent.ConcurrentHashMap<>();

  private boolean hasTypes = true;

  @BeforeEach
  void start() throws Exception {
    camel.start();
    peer.answer(this::answer);
    routes.publish("g", "gnocchi://admin:pw@127.0.0.1:" + peer.port() + "/gnocchi/");
  }

  @AfterEach
  void stop() {
    camel.stop();
    peer.close();
  }

  @Test
  void makesWhatGnocchiLacksAndPostsTheMeasuresAgain() {
    assertThat(send(cpu("vm/1", 5), cpu("vm/1", 7), cpu("vm2", 6))).isNull();
    assertThat(asked())
        .containsExactly(
            MEASURES,
            "POST /gnocchi/v1/resource/instance",
            "POST /gnocchi/v1/resource/instance",
            MEASURES);
    assertThat(resources).containsExactly("vm2", "vm_1");
    assertThat(body(3).get("vm_1"))
        .isEqualTo(
            Map.of(
                "cpu",
                Map.of(
                    "archive_policy_name",
                    "ceilometer-low-rate",
                    "unit",
                    "ns",
                    "measures",
                    List.of(
                        Map.of("timestamp", "2026-11-20T16:51:07.5", "value", 5),
                        Map.of("timestamp", "2026-11-20T16:51:07.5", "value", 7)))));
  }

  @Test
  void makesTheArchivePoliciesOnce() {
    send(cpu("vm", 1));
    send(cpu("vm", 2));
    assertThat(lines("archive_policy")).hasSize(4);
    assertThat(peer.requests().get(0).text())
        .contains("\"name\":\"ceilometer-low\"", "\"timespan\":\"30 days\"");
  }

  @Test
  void saysWhoItIs() {
    send(cpu("vm", 1));
    assertThat(peer.requests())
        .allSatisfy(
            request -> {
              assertThat(request.headers().getFirst("Authorization"))
                  .isEqualTo("Basic YWRtaW46cHc=");
              assertThat(request.headers().getFirst("Accept")).isEqualTo("application/json");
            });
  }

  @Test
  void tellsAttributesWhenTheyAreNewOrChanged() {
    resources.add("vm");
    send(named("vm", "a"));
    send(named("vm", "a"));
    send(named("vm", "b"));
    assertThat(lines("PATCH")).hasSize(2);
    assertThat(peer.requests().get(peer.requests().size() - 1).text())
        .isEqualTo("{\"display_name\":\"b\",\"project_id\":\"p1\"}");
  }

  @Test
  void makesATypeThatGnocchiDoesNotKnow() {
    hasTypes = false;
    assertThat(send(cpu("vm", 1))).isNull();
    assertThat(asked())
        .containsExactly(
            MEASURES,
            "POST /gnocchi/v1/resource/instance",
            "POST /gnocchi/v1/resource_type",
            "POST /gnocchi/v1/resource/instance",
            MEASURES);
  }

  @Test
  void findsTheResourceThatIsToBlameAndDeliversTheOthers() {
    List<Sample> batch = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      resources.add("vm" + i);
      batch.add(cpu("vm" + i, i == 5 ? "bad" : i));
    }
    assertThat(routes.failure("g", batch))
        .isInstanceOfSatisfying(
            PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(1))
        .hasMessageContaining("answered 400");
    assertThat(lines(MEASURES)).hasSize(7);
  }

  @Test
  void givesUpABatchOfWhichGnocchiTakesNothing() {
    resources.add("vm");
    assertThat(send(cpu("vm", "bad"))).isInstanceOf(UndeliverableException.class);
  }

  @Test
  void refusesWhatHasNoDefinition() {
    Sample unknown =
        Sample.builder("unheard.of", MeterType.GAUGE, null).volume(1).resourceId("x").build();
    assertThat(send(cpu("vm", 1), unknown))
        .isInstanceOfSatisfying(
            PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(1))
        .hasMessageContaining("names no resource type for meter 'unheard.of'");
    assertThat(send(unknown)).isInstanceOf(PartlyRefusedException.class);
  }

  @Test
  void refusesTheSamplesOfAResourceThatCannotBeMade() {
    resources.add("vm");
    faults.put("POST /gnocchi/v1/resource/instance_disk", 400);
    Sample disk =
        Sample.builder("disk.device.usage", MeterType.GAUGE, "B").volume(1).resourceId("d").build();
    assertThat(send(cpu("vm", 1), disk)).isInstanceOf(PartlyRefusedException.class);
    assertThat(body(2)).containsOnlyKeys("vm");
  }

  @Test
  void failsTheBatchWhileGnocchiIsAwayOrBroken() throws Exception {
    resources.add("vm");
    for (int status : List.of(401, 403, 404, 429, 500, 503)) {
      faults.put("measures", status);
      assertThat(send(cpu("vm", 1)))
          .as("status %d", status)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answered " + status)
          .hasMessageNotContaining("pw");
    }
    peer.close();
    assertThat(send(cpu("vm", 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't be reached")
        .hasMessageNotContaining("pw");
  }

  @Test
  void deliversTheMeasuresEvenWhenAttributesCannotBeUpdated() {
    resources.add("vm");
    resources.add("vm2");
    faults.put("PATCH", 500);
    assertThat(send(cpu("vm", 1), cpu("vm2", 1))).isNull();
    assertThat(lines("PATCH")).hasSize(1);
    faults.put("PATCH", 404);
    assertThat(send(cpu("vm", 1), cpu("vm2", 1))).isNull();
    assertThat(send(cpu("vm", 1), cpu("vm2", 1))).isNull();
    assertThat(lines("PATCH")).hasSize(3);
  }

  @Test
  void goesOnWithPoliciesThatItMayNotMake() {
    faults.put("archive_policy", 403);
    resources.add("vm");
    assertThat(send(cpu("vm", 1))).isNull();
  }

  @Test
  void encodesIdsInPaths() {
    resources.add("häuser #1?");
    assertThat(send(cpu("häuser #1?", 1))).isNull();
    assertThat(lines("PATCH"))
        .containsExactly("PATCH /gnocchi/v1/resource/instance/h%C3%A4user%20%231%3F");
  }

  @Test
  void leavesTheFilteredProjectOut() throws Exception {
    routes.publish(
        "f", "gnocchi://a@127.0.0.1:" + peer.port() + "?filter_project=p1&auth_mode=basic");
    assertThat(routes.failure("f", List.of(cpu("vm", 1)))).isNull();
    assertThat(peer.requests()).isEmpty();
  }

  private @Nullable Exception send(Sample... samples) {
    return routes.failure("g", List.of(samples));
  }

  private static Sample cpu(String resource, Object volume) {
    return named(resource, "n", volume);
  }

  private static Sample named(String resource, String name) {
    return named(resource, name, 1);
  }

  private static Sample named(String resource, String name, Object volume) {
    return Sample.builder("cpu", MeterType.CUMULATIVE, "ns")
        .volume(volume)
        .owner("u1", "p1")
        .resourceId(resource)
        .timestamp("2026-11-20T16:51:07.5")
        .metadata(Map.of("display_name", name))
        .build();
  }

  /** The requests without those for policies and for attributes. */
  private List<String> asked() {
    return lines("").stream()
        .filter(line -> !line.contains("archive_policy") && !line.startsWith("PATCH"))
        .toList();
  }

  private List<String> lines(String text) {
    return peer.requests().stream()
        .map(request -> request.method() + " " + request.target())
        .filter(line -> line.contains(text))
        .toList();
  }

  /** The body of the request that {@link #asked} has there. */
  private Map<String, @Nullable Object> body(int number) {
    HttpPeer.Request found =
        peer.requests().stream()
            .filter(request -> asked().contains(request.method() + " " + request.target()))
            .toList()
            .get(number);
    return parse(found.text());
  }

  private static Map<String, @Nullable Object> parse(String text) {
    try {
      return JsonValues.readObject(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    HttpPeer.Request request = peer.requests().get(peer.requests().size() - 1);
    String line = request.method() + " " + request.target();
    for (Map.Entry<String, Integer> fault : faults.entrySet()) {
      if (line.contains(fault.getKey())) {
        HttpPeer.respond(exchange, fault.getValue(), "{\"description\": \"told to\"}");
        return;
      }
    }
    if (line.contains("/measures")) {
      measures(exchange, parse(request.text()));
    } else if (line.contains("/resource_type")) {
      hasTypes = true;
      HttpPeer.respond(exchange, 201, "{}");
    } else if (line.startsWith("POST") && line.contains("/resource/") && !hasTypes) {
      HttpPeer.respond(exchange, 404, "{}");
    } else if (line.startsWith("POST") && line.contains("/resource/")) {
      resources.add(String.valueOf(parse(request.text()).get("id")));
      HttpPeer.respond(exchange, 201, "{}");
    } else {
      HttpPeer.respond(exchange, line.startsWith("POST") ? 409 : 200, "{}");
    }
  }

  private void measures(HttpExchange exchange, Map<String, @Nullable Object> body)
      throws IOException {
    List<Map<String, String>> unknown =
        body.keySet().stream()
            .filter(id -> !resources.contains(id))
            .map(id -> Map.of("resource_id", "uuid", "original_resource_id", id))
            .toList();
    if (!unknown.isEmpty()) {
      Map<String, Object> description = Map.of("cause", "Unknown resources", "detail", unknown);
      HttpPeer.respond(exchange, 400, JsonValues.text(Map.of("description", description)));
    } else if (JsonValues.text(body).contains("bad")) {
      HttpPeer.respond(exchange, 400, "{\"description\": \"unexpected measures value\"}");
    } else {
      HttpPeer.respond(exchange, 202, "");
    }
  }
}
