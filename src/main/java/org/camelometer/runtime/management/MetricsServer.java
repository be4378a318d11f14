package org.camelometer.runtime.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves metrics to Prometheus at {@code /observe/metrics}; one request after the other. */
public final class MetricsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
  private static final String PATH = "/observe/metrics";

  private final HttpServer server;
  private final ExecutorService thread;

  private MetricsServer(HttpServer server, ExecutorService thread) {
    this.server = server;
    this.thread = thread;
  }

  /**
   * Begins to serve.
   *
   * @param metrics the text to answer with, made for each request
   * @throws IOException if it can't listen there
   */
  public static MetricsServer start(InetSocketAddress address, Supplier<String> metrics)
      throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "camelometer-metrics");
              made.setDaemon(true);
              return made;
            });
    server.setExecutor(thread);
    server.createContext(PATH, exchange -> answer(exchange, metrics));
    server.start();
    return new MetricsServer(server, thread);
  }

  /** What to do about an address at which it can't listen. */
  public static String remedy(InetSocketAddress address, IOException failure) {
    return failure instanceof BindException && !isForeign(address)
        ? "camelometer.management.port, to 0 for none"
        : "camelometer.management.host to an address of this machine";
  }

  /** Whether no interface of this machine has the address. */
  private static boolean isForeign(InetSocketAddress address) {
    try {
      return address.isUnresolved()
          || (!address.getAddress().isAnyLocalAddress()
              && NetworkInterface.getByInetAddress(address.getAddress()) == null);
    } catch (SocketException e) {
      return false;
    }
  }

  private static void answer(HttpExchange exchange, Supplier<String> metrics) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
      } else {
        byte[] text = metrics.get().getBytes(StandardCharsets.UTF_8);
        exchange
            .getResponseHeaders()
            .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
      }
    } catch (RuntimeException e) {
      LOG.warn("Metrics can't be told: {}", e.getMessage(), e);
      throw e;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
