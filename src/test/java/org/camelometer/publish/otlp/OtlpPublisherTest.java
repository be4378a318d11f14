package org.camelometer.publish.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.definition.DefinitionException;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.PublisherRoutes;
import org.camelometer.publish.Publishing;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.publish.http.HttpPeer;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the kamelet; what arrives is decoded by OpenTelemetry's own classes. */
class OtlpPublisherTest {
  private static final String TIME = "2026-11-20T16:51:07.554056";
  private static final long NANOS = 1_795_193_467_554_056_000L;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final PublisherRoutes routes = new PublisherRoutes(camel);
  private final HttpPeer peer = HttpPeer.plain();

  @BeforeEach
  void start() throws Exception {
    camel.start();
    peer.answer(exchange -> HttpPeer.respond(exchange, 200, new byte[0]));
    routes.publish("p", "opentelemetryhttp://127.0.0.1:" + peer.port());
  }

  @AfterEach
  void stop() {
    camel.stop();
    peer.close();
  }

  @Test
  void postsABatchAsOneRequestOfOneAgent() throws Exception {
    assertThat(failure(gauge("a", 1L), gauge("b", 2L))).isNull();
    assertThat(peer.requests()).hasSize(1);
    HttpPeer.Request request = peer.requests().get(0);
    assertThat(request.method() + " " + request.target()).isEqualTo("POST /v1/metrics");
    assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/x-protobuf");
    ResourceMetrics sent = sent().getResourceMetrics(0);
    assertThat(sent().getResourceMetricsCount()).isEqualTo(1);
    assertThat(attributes(sent.getResource().getAttributesList()))
        .isEqualTo(Map.of("service.name", "camelometer", "host.name", "node1"));
    assertThat(sent.getScopeMetricsList()).hasSize(1);
    assertThat(sent.getScopeMetrics(0).getScope().getName()).isEqualTo("org.camelometer");
    assertThat(sent.getScopeMetrics(0).getMetricsList()).hasSize(1);
  }

  @Test
  void tellsGaugesWithTheirAttributesAndTime() throws Exception {
    assertThat(failure(gauge("ä/\ud83d\ude00", 42.5))).isNull();
    Metric metric = metrics().get(0);
    assertThat(metric.getName()).isEqualTo("memory.usage");
    assertThat(metric.getUnit()).isEqualTo("MB");
    assertThat(metric.getDataCase()).isEqualTo(Metric.DataCase.GAUGE);
    NumberDataPoint point = metric.getGauge().getDataPoints(0);
    assertThat(point.getAsDouble()).isEqualTo(42.5);
    assertThat(point.getTimeUnixNano()).isEqualTo(NANOS);
    assertThat(point.getStartTimeUnixNano()).isZero();
    assertThat(attributes(point.getAttributesList()))
        .isEqualTo(Map.of("resource_id", "ä/\ud83d\ude00", "project_id", "p1"));
    assertThat(point.getUnknownFields().asMap()).isEmpty();
  }

  @Test
  void tellsCumulativeMetersAsMonotonicSums() throws Exception {
    assertThat(failure(sample("cpu", MeterType.CUMULATIVE, 7L, TIME))).isNull();
    Metric metric = metrics().get(0);
    assertThat(metric.getDataCase()).isEqualTo(Metric.DataCase.SUM);
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(metric.getSum().getDataPoints(0).getAsInt()).isEqualTo(7);
  }

  @Test
  void tellsDeltasAsSumsThatMayShrink() throws Exception {
    assertThat(failure(sample("cpu.delta", MeterType.DELTA, -7L, TIME))).isNull();
    Metric metric = metrics().get(0);
    assertThat(metric.getSum().getIsMonotonic()).isFalse();
    assertThat(metric.getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA);
    assertThat(metric.getSum().getDataPoints(0).getAsInt()).isEqualTo(-7);
  }

  @Test
  void putsSamplesOfAMeterTogether() throws Exception {
    Sample cpu = sample("cpu", MeterType.CUMULATIVE, 7L, TIME);
    assertThat(failure(gauge("a", 1L), cpu, gauge("b", 2L))).isNull();
    assertThat(metrics()).hasSize(2);
    assertThat(metrics().get(0).getGauge().getDataPointsList())
        .extracting(NumberDataPoint::getAsInt)
        .containsExactly(1L, 2L);
  }

  @Test
  void tellsAllKindsOfNumbers() throws Exception {
    BigInteger large = BigInteger.ONE.shiftLeft(70);
    assertThat(
            failure(
                gauge("a", 0L),
                gauge("b", Long.MIN_VALUE),
                gauge("c", true),
                gauge("d", "1.5"),
                gauge("e", large),
                gauge("f", 0.0),
                gauge("g", 300)))
        .isNull();
    assertThat(metrics().get(0).getGauge().getDataPointsList())
        .extracting(p -> p.hasAsInt() ? (Number) p.getAsInt() : (Number) p.getAsDouble())
        .containsExactly(0L, Long.MIN_VALUE, 1L, 1.5, large.doubleValue(), 0.0, 300L);
  }

  @Test
  void readsTimestampsOfOtherZones() throws Exception {
    assertThat(failure(sample("a", MeterType.GAUGE, 1L, "2026-11-20T18:51:07.554056+02:00")))
        .isNull();
    assertThat(metrics().get(0).getGauge().getDataPoints(0).getTimeUnixNano()).isEqualTo(NANOS);
  }

  @Test
  void refusesWhatCannotBeToldAlone() throws Exception {
    Sample timeless = sample("a", MeterType.GAUGE, 1L, "yesterday");
    assertThat(failure(gauge("a", "much"), timeless, gauge("b", 2L)))
        .isInstanceOfSatisfying(
            PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(2))
        .hasMessage("2 of 3 samples: the volume of a sample of memory.usage of a is no number");
    assertThat(metrics().get(0).getGauge().getDataPointsList()).hasSize(1);
    assertThat(failure(timeless))
        .isInstanceOf(UndeliverableException.class)
        .hasMessage("the timestamp 'yesterday' of a sample of a of r is no moment after 1970");
    assertThat(peer.requests()).hasSize(1);
  }

  @Test
  void countsWhatThePeerRejects() throws Exception {
    reject(2, "two of them are too old");
    assertThat(failure(gauge("a", "much"), gauge("b", 1L), gauge("c", 2L), gauge("d", 3L)))
        .isInstanceOfSatisfying(
            PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(3));
    assertThat(failure(gauge("b", 1L), gauge("c", 2L), gauge("d", 3L)))
        .isInstanceOf(PartlyRefusedException.class)
        .hasMessage(
            "2 of 3 samples: http://127.0.0.1:%d/v1/metrics rejected 2 data points: two of them"
                + " are too old",
            peer.port());
    assertThat(failure(gauge("b", 1L), gauge("c", 2L))).isInstanceOf(UndeliverableException.class);
  }

  @Test
  void takesAPartialSuccessThatRejectsNothing() throws Exception {
    reject(0, "mind your units");
    assertThat(failure(gauge("b", 1L))).isNull();
  }

  @Test
  void countsWhatThePeerRejectsInManyWords() throws Exception {
    reject(1, "because ".repeat(2000));
    assertThat(failure(gauge("a", 1L), gauge("b", 1L)))
        .isInstanceOf(PartlyRefusedException.class)
        .hasMessageContaining("rejected 1 data points: because because");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"partialSuccess\":{}}", "\n", "\n\u0002\b", "\u0000\u0000", "\nÿÿÿ"})
  void takesAnswersThatSayNothingItKnows(String answer) throws Exception {
    peer.answer(200, answer);
    assertThat(failure(gauge("a", 1L))).isNull();
  }

  @Test
  void passesOnWhatTheServerRefuses() throws Exception {
    peer.answer(400, "no");
    assertThat(failure(gauge("a", 1L))).isInstanceOf(UndeliverableException.class);
    peer.answer(503, "later");
    assertThat(failure(gauge("a", 1L))).isInstanceOf(IOException.class);
  }

  @Test
  void sendsElsewhereAndWithUnderscoresWhereItIsTold() throws Exception {
    routes.publish(
        "q", "opentelemetryhttp://127.0.0.1:%d/otlp?underscores=1&t=2".formatted(peer.port()));
    assertThat(routes.failure("q", List.of(gauge("a", 1L)))).isNull();
    assertThat(peer.requests().get(0).target()).isEqualTo("/otlp?t=2");
    assertThat(metrics().get(0).getName()).isEqualTo("memory_usage");
  }

  @Test
  void refusesOptionsThatCannotBeUsed() {
    assertThatThrownBy(() -> Publishing.create("opentelemetryhttp://h/?underscores=perhaps"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("underscores 'perhaps' of");
    assertThat(Publishing.warnings("opentelemetryhttp://h/?batch=1&undersores=1")).hasSize(2);
    assertThat(Publishing.batchSize("opentelemetryhttp://h/?batch_size=3")).isEqualTo(3);
  }

  private void reject(int points, String message) {
    byte[] answer =
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(points)
                    .setErrorMessage(message))
            .build()
            .toByteArray();
    peer.answer(exchange -> HttpPeer.respond(exchange, 200, answer));
  }

  private Exception failure(Sample... batch) {
    return routes.failure("p", List.of(batch));
  }

  private ExportMetricsServiceRequest sent() throws IOException {
    return ExportMetricsServiceRequest.parseFrom(peer.requests().get(0).body());
  }

  private List<Metric> metrics() throws IOException {
    return sent().getResourceMetrics(0).getScopeMetrics(0).getMetricsList();
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, a -> a.getValue().getStringValue()));
  }

  private static Sample gauge(String resource, Object volume) {
    return Sample.builder("memory.usage", MeterType.GAUGE, "MB")
        .volume(volume)
        .owner(null, "p1")
        .resourceId(resource)
        .timestamp(TIME)
        .build();
  }

  private static Sample sample(String name, MeterType type, Object volume, String timestamp) {
    return Sample.builder(name, type, "ns")
        .volume(volume)
        .resourceId("r")
        .timestamp(timestamp)
        .build();
  }
}
