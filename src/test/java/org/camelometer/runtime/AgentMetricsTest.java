package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.camelometer.hypervisor.libvirt.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentMetricsTest {
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void tellsTheCyclesOfASource() throws Exception {
    int port = freePort();
    try (Agent agent = folder(port).start()) {
      assertThat(agent.isRunning()).isTrue();
      await().until(() -> get(port, "/observe/metrics").body().contains("total{source=\"s\"} 1"));
      HttpResponse<String> metrics = get(port, "/observe/metrics");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(metrics.body())
          .contains("camelometer_source_overruns_total{source=\"s\"} ")
          .contains("camelometer_source_incomplete_cycles_total{source=\"s\"} ")
          .contains("camelometer_source_cycle_seconds{source=\"s\"} ")
          .doesNotContain("camelometer_guest_stuck{");
    }
  }

  @Test
  void answersNothingElse() throws Exception {
    int port = freePort();
    try (Agent agent = folder(port).start()) {
      assertThat(agent.isRunning()).isTrue();
      assertThat(get(port, "/").statusCode()).isEqualTo(404);
      assertThat(get(port, "/observe/metrics/x").statusCode()).isEqualTo(404);
      HttpRequest post =
          HttpRequest.newBuilder(uri(port, "/observe/metrics"))
              .POST(BodyPublishers.ofString("x"))
              .build();
      assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void runsWithoutMetricsWhereThePortIsTaken() throws Exception {
    try (LogLines log = new LogLines(Agent.class);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Agent agent = folder(taken.getLocalPort()).start()) {
      assertThat(agent.isRunning()).isTrue();
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.startsWith(
                      "WARN Metrics aren't served at 127.0.0.1:" + taken.getLocalPort() + ": "))
          .anyMatch(line -> line.endsWith("Set camelometer.management.port, to 0 for none."))
          .anyMatch(line -> line.startsWith("INFO Source 's' polls 1 meter every 1 s"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nohost.invalid", "192.0.2.1"})
  void namesTheHostWhereThatIsWrong(String host) throws Exception {
    int port = freePort();
    folder(port).set("camelometer.management.host", host);
    try (LogLines log = new LogLines(Agent.class);
        Agent agent = Agents.start(folder)) {
      assertThat(agent.isRunning()).isTrue();
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.startsWith("WARN Metrics aren't served at %s:%d: ".formatted(host, port)))
          .anyMatch(
              line ->
                  line.endsWith("Set camelometer.management.host to an address of this machine."));
    }
  }

  private ConfigurationFolder folder(int port) {
    return new ConfigurationFolder(folder)
        .set("camelometer.management.port", String.valueOf(port))
        .pipeline("cpu", "log:");
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  static int freePort() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
