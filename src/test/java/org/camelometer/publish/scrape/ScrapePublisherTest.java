package org.camelometer.publish.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.Publishing;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScrapePublisherTest {
  private final HandClock clock = new HandClock();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ScrapePublisher> publishers = new ArrayList<>();

  @AfterEach
  void stop() {
    publishers.forEach(ScrapePublisher::stop);
  }

  @Test
  void showsTheLatestOfEachSeriesAsItsType() throws Exception {
    ScrapePublisher publisher = publisher("?display_name=true&settle=0");
    publisher.keep(
        List.of(
            sample("cpu", MeterType.CUMULATIVE, "vm-0", 5),
            sample("memory.usage", MeterType.GAUGE, "vm-0", 1.5),
            sample("ip.floating", MeterType.DELTA, "vm-0", 2)));
    publisher.keep(
        List.of(
            sample("cpu", MeterType.CUMULATIVE, "vm-0", 7),
            sample("ip.floating", MeterType.DELTA, "vm-0", "3")));
    String labels = "{display_name=\"na\\\"me\",project_id=\"p1\",resource_id=\"vm-0\"} ";
    assertThat(scrape(publisher).lines())
        .contains(
            "# TYPE cpu_total counter",
            "cpu_total" + labels + "7.0",
            "# TYPE memory_usage gauge",
            "memory_usage" + labels + "1.5",
            "ip_floating_total" + labels + "5.0",
            "camelometer_scrape_left_out_samples_total 0.0");
  }

  @Test
  void speaksOpenMetricsToWhoAsks() throws Exception {
    ScrapePublisher publisher = publisher("?settle=0");
    publisher.keep(Publishing.samples(1));
    HttpResponse<String> answer = get(publisher, "application/openmetrics-text; version=1.0.0");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/openmetrics-text");
    assertThat(answer.body()).contains("# TYPE cpu counter\n").endsWith("# EOF\n");
  }

  @Test
  void isWhatPrometheusReads() throws Exception {
    ScrapePublisher publisher = publisher("?settle=0&display_name=1");
    publisher.keep(Publishing.samples(3));
    publisher.keep(List.of(sample("disk.device.read.bytes-rate", MeterType.GAUGE, "vm-0", 1)));
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (var input = promtool.getOutputStream()) {
      input.write(scrape(publisher).getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(promtool.exitValue()).as(said).isZero();
  }

  @Test
  void showsACycleAsAWholeOnceItIsWhole() throws Exception {
    ScrapePublisher publisher = publisher("");
    publisher.keep(Publishing.samples(2));
    assertThat(series(publisher)).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    publisher.keep(List.of(sample("memory", MeterType.GAUGE, "vm-0", 1)));
    clock.pass(Duration.ofSeconds(1));
    assertThat(series(publisher)).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    assertThat(series(publisher)).hasSize(3);
    publisher.keep(List.of(sample("cpu", MeterType.CUMULATIVE, "vm-0", 100)));
    assertThat(scrape(publisher)).contains("cpu_total{project_id=\"p1\",resource_id=\"vm-0\"} 0.0");
    publisher.keep(List.of(sample("cpu", MeterType.CUMULATIVE, "vm-0", 200)));
    assertThat(scrape(publisher))
        .contains("cpu_total{project_id=\"p1\",resource_id=\"vm-0\"} 100.0");
  }

  @Test
  void forgetsSeriesThatAreNoLongerUpdated() throws Exception {
    ScrapePublisher publisher = publisher("?stale=60&settle=0");
    publisher.keep(Publishing.samples(2));
    clock.pass(Duration.ofSeconds(40));
    publisher.keep(Publishing.samples(1));
    clock.pass(Duration.ofSeconds(40));
    assertThat(series(publisher)).hasSize(1);
    assertThat(publisher.getSeries()).isEqualTo(1);
  }

  @Test
  void keepsABoundedNumberOfSeriesAndCountsTheRest() throws Exception {
    ScrapePublisher publisher = publisher("?max_series=2&settle=0");
    assertThatThrownBy(() -> publisher.keep(Publishing.samples(5)))
        .isInstanceOfSatisfying(
            PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(3))
        .hasMessageContaining("leaves out 3 of 5 samples: there are 2 series already");
    publisher.keep(Publishing.samples(2));
    assertThat(scrape(publisher)).contains("camelometer_scrape_left_out_samples_total 3.0");
    assertThat(publisher.getLeftOut()).isEqualTo(3);
  }

  @Test
  void leavesOutWhatACounterCannotShowAndNamesThatClash() throws Exception {
    ScrapePublisher publisher = publisher("?settle=0");
    for (Sample bad :
        List.of(
            sample("cpu", MeterType.DELTA, "vm-0", -1),
            sample("cpu", MeterType.CUMULATIVE, "vm-0", Double.NaN),
            sample("cpu", MeterType.GAUGE, "vm-0", "many"))) {
      assertThatThrownBy(() -> publisher.keep(List.of(bad)))
          .isInstanceOf(UndeliverableException.class);
    }
    assertThatThrownBy(
            () ->
                publisher.keep(
                    List.of(
                        sample("a.b", MeterType.GAUGE, "vm-0", 1),
                        sample("a-b", MeterType.GAUGE, "vm-0", 2),
                        sample("a.b", MeterType.CUMULATIVE, "vm-1", 2))))
        .isInstanceOfSatisfying(
            PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(2))
        .hasMessageContaining("a-b (gauge) has the same metric name as a.b (gauge)");
    assertThat(series(publisher)).hasSize(1);
  }

  @Test
  void servesFromTheStartOfItsRouteAndSaysWhereItCannot() throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        DefaultCamelContext camel = new DefaultCamelContext()) {
      ScrapePublisher free = publisher("");
      free.stop();
      camel.getRegistry().bind("free", free);
      camel.addRoutes(
          new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
              from("direct:in").to("kamelet:publisher-scrape?publisher=free");
            }
          });
      camel.start();
      assertThat(get(free, "text/plain").statusCode()).isEqualTo(200);
      ScrapePublisher clash =
          (ScrapePublisher) Publishing.create("scrape://0.0.0.0:" + taken.getLocalPort());
      clash.start();
      assertThatThrownBy(() -> clash.keep(Publishing.samples(1)))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("scrape://0.0.0.0:\\d+/metrics can't be served: Address already.*");
    }
  }

  @Test
  void answersNothingElse() throws Exception {
    ScrapePublisher publisher = publisher("");
    URI other = URI.create("http://" + publisher.getAddress() + "/more");
    HttpRequest get = HttpRequest.newBuilder(other).build();
    assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(URI.create("http://" + publisher.getAddress()))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void saysWhatIsWrongWithItsUrl() {
    assertThat(Publishing.create("scrape://")).isNotNull();
    assertThat(Publishing.create("scrape://[::]:9000/my/metrics?stale=900")).isNotNull();
    assertThatThrownBy(() -> Publishing.create("scrape:///a b"))
        .hasMessageContaining("the path of scrape:///a b is not made of");
    assertThatThrownBy(() -> Publishing.create("scrape://?max_series=0"))
        .hasMessageContaining("max_series '0' of");
  }

  private ScrapePublisher publisher(String options) {
    ScrapePublisherFactory factory = new ScrapePublisherFactory();
    PublisherContext plain = Publishing.context(Map.of());
    PublisherContext context =
        new PublisherContext(
            plain.host(), plain.secret(), plain.settings(), clock, 50, plain.directory());
    ScrapePublisher publisher =
        factory.create(Publishing.url("scrape://127.0.0.1:" + freePort() + options), context);
    publisher.start();
    publishers.add(publisher);
    return publisher;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Sample sample(String meter, MeterType type, String resource, Object volume) {
    return Sample.builder(meter, type, "B")
        .volume(volume)
        .owner(null, "p1")
        .resourceId(resource)
        .metadata(Map.of("display_name", "na\"me"))
        .build();
  }

  private String scrape(ScrapePublisher publisher) throws Exception {
    return get(publisher, "text/plain").body();
  }

  private List<String> series(ScrapePublisher publisher) throws Exception {
    return scrape(publisher)
        .lines()
        .filter(line -> !line.startsWith("#") && !line.startsWith("camelometer_"))
        .toList();
  }

  private HttpResponse<String> get(ScrapePublisher publisher, String accept) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + publisher.getAddress()))
            .header("Accept", accept)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T16:51:07Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
