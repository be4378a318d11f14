package org.camelometer.publish.prometheus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Debian's prometheus-pushgateway, private to a test. */
final class Pushgateway implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/prometheus-pushgateway");

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final Process process;

  Pushgateway(Path folder) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    process =
        new ProcessBuilder(
                BINARY.toString(), "--web.listen-address=127.0.0.1:" + port, "--persistence.file=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("pushgateway.log").toFile())
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> get("/-/ready").statusCode() == 200);
  }

  static boolean isInstalled() {
    return Files.isExecutable(BINARY);
  }

  int port() {
    return port;
  }

  /** What Prometheus would read, without the gateway's own metrics. */
  List<String> metrics() throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> !line.matches("(# (TYPE|HELP) )?(go|process|push|pushgateway)_.*"))
        .toList();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
