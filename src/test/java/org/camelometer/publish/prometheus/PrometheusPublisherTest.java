package org.camelometer.publish.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.PublisherRoutes;
import org.camelometer.publish.Publishing;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.publish.http.HttpPeer;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusPublisherTest {
  private final HttpPeer peer = HttpPeer.plain();

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void putsTheLinesOfAMetricTogetherBelowItsType() {
    assertThat(
            text(
                sample("a.b", MeterType.GAUGE, "r1", 1L),
                sample("c", MeterType.CUMULATIVE, "r1", 2L),
                sample("a.b", MeterType.GAUGE, "r2", 3L)))
        .isEqualTo(
            """
            # TYPE a_b gauge
            a_b{resource_id="r1"} 1
            a_b{resource_id="r2"} 3
            # TYPE c counter
            c{resource_id="r1"} 2
            """);
  }

  @Test
  void makesNamesThatPrometheusTakes() {
    assertThat(text(sample("3d-é.load", MeterType.GAUGE, "r", 1L))).contains("_3d___load{");
  }

  @Test
  void refusesTheLaterOfTwoMetersWhoseNamesBecomeOne() {
    PrometheusPushes pushes =
        pushes(
            sample("a.b", MeterType.GAUGE, "r1", 1L),
            sample("a_b", MeterType.GAUGE, "r2", 2L),
            sample("a.b", MeterType.DELTA, "r3", 3L));
    assertThat(new String(pushes.next(), StandardCharsets.UTF_8)).doesNotContain("r2", "r3");
    assertThatThrownBy(pushes::report)
        .isInstanceOf(PartlyRefusedException.class)
        .hasMessage(
            "2 of 3 samples: the metric a_b is the gauge a.b already, and can't be the gauge a_b"
                + " as well");
  }

  @Test
  void refusesNumbersThatNobodyCouldHold() {
    PrometheusPushes pushes = pushes(sample("a", MeterType.GAUGE, "r", BigInteger.TEN.pow(400)));
    assertThat(pushes.hasNext()).isFalse();
    assertThatThrownBy(pushes::report)
        .isInstanceOf(UndeliverableException.class)
        .hasMessageContaining("more than 64 bits hold");
  }

  @Test
  void keepsTheContentTypeTheQueryAndTheLogin() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.start();
      PublisherRoutes routes = new PublisherRoutes(camel);
      routes.publish(
          "p", "prometheus://me:x@127.0.0.1:%d/pre/metrics/job/j/?t=1".formatted(peer.port()));
      assertThat(routes.failure("p", Publishing.samples(2))).isNull();
      assertThat(peer.requests().stream().map(HttpPeer.Request::target))
          .containsExactly(
              "/pre/metrics/job/j/resource_id/vm-0?t=1", "/pre/metrics/job/j/resource_id/vm-1?t=1");
      HttpPeer.Request request = peer.requests().get(1);
      assertThat(request.headers().getFirst("Content-Type")).isEqualTo("text/plain; version=0.0.4");
      assertThat(request.headers().getFirst("Authorization")).isEqualTo("Basic bWU6eA==");
      assertThat(request.headers()).doesNotContainKey("Date");
    }
  }

  @Test
  void sendsTheWholeBatchAgainAfterAFailureInItsMiddle() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.start();
      PublisherRoutes routes = new PublisherRoutes(camel);
      routes.publish("p", "prometheus://127.0.0.1:%d/metrics/job/j".formatted(peer.port()));
      List<Integer> statuses = new ArrayList<>(List.of(200, 503, 200, 200, 200));
      peer.answer(exchange -> HttpPeer.respond(exchange, statuses.remove(0), ""));
      assertThat(routes.failure("p", Publishing.samples(3)))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("answered 503");
      assertThat(peer.requests()).hasSize(2);
      assertThat(routes.failure("p", Publishing.samples(3))).isNull();
      assertThat(peer.requests()).hasSize(5);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prometheus://gateway:9091 | names no job; write prometheus://host:9091/metrics/job/NAME",
        "prometheus://gateway/metrics/job/x?ssl=maybe | ssl 'maybe' of",
        "prometheus:///metrics/job/x | is not prometheus://[user:password@]host[:port]/path"
      })
  void refusesWhatCannotBeUsed(String entry, String sentence) {
    Publishing.refuses(entry, sentence);
  }

  private static String text(Sample... samples) {
    return new String(pushes(samples).next(), StandardCharsets.UTF_8);
  }

  private static PrometheusPushes pushes(Sample... samples) {
    return new PrometheusPushes(List.of(samples), false);
  }

  private static Sample sample(String name, MeterType type, String resource, Object volume) {
    return Sample.builder(name, type, "B").volume(volume).resourceId(resource).build();
  }
}
