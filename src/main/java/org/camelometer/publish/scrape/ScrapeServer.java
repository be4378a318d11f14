package org.camelometer.publish.scrape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves one path to scrapers, one request after the other. */
final class ScrapeServer implements AutoCloseable {

  /** Writes what a scrape gets. */
  interface Content {
    void write(ExpositionFormatWriter writer, OutputStream out) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService thread;

  private ScrapeServer(HttpServer server, ExecutorService thread) {
    this.server = server;
    this.thread = thread;
  }

  /**
   * Begins to serve.
   *
   * @throws IOException if it can't listen there
   */
  static ScrapeServer start(InetSocketAddress address, String path, Content content)
      throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "camelometer-scrape");
              made.setDaemon(true);
              return made;
            });
    server.setExecutor(thread);
    server.createContext(path, exchange -> answer(exchange, path, content));
    server.start();
    return new ScrapeServer(server, thread);
  }

  private static void answer(HttpExchange exchange, String path, Content content)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        exchange.sendResponseHeaders(404, -1);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
      } else {
        ExpositionFormatWriter writer =
            ScrapeText.writer(exchange.getRequestHeaders().getFirst("Accept"));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        content.write(writer, text);
        exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
        exchange.sendResponseHeaders(200, text.size());
        text.writeTo(exchange.getResponseBody());
      }
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
