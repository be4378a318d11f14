package org.camelometer.publish.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.PublisherRoutes;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the kamelet, to a real Pushgateway. */
class PrometheusPushgatewayTest {
  private static Pushgateway gateway;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final PublisherRoutes routes = new PublisherRoutes(camel);

  @BeforeAll
  static void serve(@TempDir Path folder) throws Exception {
    assumeThat(Pushgateway.isInstalled())
        .as("needs a Pushgateway: apt-get install prometheus-pushgateway")
        .isTrue();
    gateway = new Pushgateway(folder);
  }

  @AfterAll
  static void end() {
    if (gateway != null) {
      gateway.close();
    }
  }

  @BeforeEach
  void start() {
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void keepsEachResourceOfManyBatches() throws Exception {
    publish("/metrics/job/many");
    assertThat(failure(cpu("a", 1L), memory("a", 2.5), cpu("b", 3L))).isNull();
    assertThat(failure(cpu("c", 4L))).isNull();
    assertThat(failure(cpu("b", 5L))).isNull();
    assertThat(gateway.metrics())
        .contains(
            "# TYPE cpu counter",
            "# TYPE memory_usage gauge",
            line("cpu", "many", "a", "1"),
            line("memory_usage", "many", "a", "2.5"),
            line("cpu", "many", "b", "5"),
            line("cpu", "many", "c", "4"))
        .doesNotContain(line("cpu", "many", "b", "3"));
  }

  @Test
  void pushesIdsOfAnySigns() throws Exception {
    publish("/metrics/job/signs");
    String id = "disk/ä \\ \"x\"\nend?#%2F";
    assertThat(failure(cpu(id, 7L), cpu("..", 8L), cpu("", 9L))).isNull();
    assertThat(gateway.metrics())
        .contains(
            line("cpu", "signs", "disk/ä \\\\ \\\"x\\\"\\nend?#%2F", "7"),
            line("cpu", "signs", "..", "8"),
            "cpu{instance=\"\",job=\"signs\",project_id=\"p\"} 9");
  }

  @Test
  void pushesABatchAtOnceWhereThePathHasLabels() throws Exception {
    publish("/metrics/job/one/host/n1");
    assertThat(failure(cpu("a", 1L), memory("b", 2L), cpu("b", 3L))).isNull();
    assertThat(gateway.metrics())
        .contains(
            "cpu{host=\"n1\",instance=\"\",job=\"one\",project_id=\"p\",resource_id=\"a\"} 1",
            "cpu{host=\"n1\",instance=\"\",job=\"one\",project_id=\"p\",resource_id=\"b\"} 3");
  }

  @Test
  void writesAllKindsOfNumbers() throws Exception {
    publish("/metrics/job/numbers");
    Sample huge = memory("huge", BigInteger.TEN.pow(300));
    assertThat(
            failure(
                memory("nan", Double.NaN),
                memory("inf", Double.NEGATIVE_INFINITY),
                memory("yes", true),
                memory("text", " 1e3 "),
                huge))
        .isNull();
    assertThat(gateway.metrics())
        .contains(
            line("memory_usage", "numbers", "nan", "NaN"),
            line("memory_usage", "numbers", "inf", "-Inf"),
            line("memory_usage", "numbers", "yes", "1"),
            line("memory_usage", "numbers", "text", "1000"),
            line("memory_usage", "numbers", "huge", "1e+300"));
  }

  @Test
  void sendsTheLatestOfSeveralSamplesOfOneMeter() throws Exception {
    publish("/metrics/job/latest");
    assertThat(failure(cpu("a", 1L), cpu("a", 3L), cpu("a", 2L))).isNull();
    assertThat(gateway.metrics()).contains(line("cpu", "latest", "a", "2"));
  }

  @Test
  void sendsDeltasWithoutAType() throws Exception {
    publish("/metrics/job/delta");
    assertThat(failure(sample("net.delta-x", MeterType.DELTA, "a", 4L))).isNull();
    assertThat(gateway.metrics())
        .contains("# TYPE net_delta_x untyped", line("net_delta_x", "delta", "a", "4"));
  }

  @Test
  void refusesWhatIsNoNumberAloneAndTheGatewaysOwnRefusals() throws Exception {
    publish("/metrics/job/part");
    // The gateway has this metric of its own, with another type.
    Sample clash = sample("go_goroutines", MeterType.CUMULATIVE, "clash", 1L);
    assertThat(failure(cpu("a", "much"), cpu("b", 1L), clash, cpu("c", 2L)))
        .isInstanceOfSatisfying(
            PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(2))
        .hasMessage("2 of 4 samples: the volume of a sample of cpu of a is no number");
    assertThat(gateway.metrics())
        .contains(line("cpu", "part", "b", "1"), line("cpu", "part", "c", "2"));
    assertThat(failure(clash))
        .isInstanceOf(UndeliverableException.class)
        .hasMessageContaining("answered 400");
  }

  private void publish(String path) throws Exception {
    routes.publish("p", "prometheus://127.0.0.1:" + gateway.port() + path);
  }

  private Exception failure(Sample... batch) {
    return routes.failure("p", List.of(batch));
  }

  private static String line(String name, String job, String resource, String value) {
    return "%s{instance=\"\",job=\"%s\",project_id=\"p\",resource_id=\"%s\"} %s"
        .formatted(name, job, resource, value);
  }

  private static Sample cpu(String resource, Object volume) {
    return sample("cpu", MeterType.CUMULATIVE, resource, volume);
  }

  private static Sample memory(String resource, Object volume) {
    return sample("memory.usage", MeterType.GAUGE, resource, volume);
  }

  private static Sample sample(String name, MeterType type, String resource, Object volume) {
    return Sample.builder(name, type, "B")
        .volume(volume)
        .owner(null, "p")
        .resourceId(resource)
        .timestamp("2026-11-20T16:51:07.554056")
        .build();
  }
}
