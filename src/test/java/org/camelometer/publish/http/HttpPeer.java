package org.camelometer.publish.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTP server, the JDK's own, that keeps what it was sent and answers as it is told. */
public final class HttpPeer implements AutoCloseable {
  /** One request. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Request(
      String method, String target, Headers headers, byte[] body, int clientPort) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile HttpHandler answer = exchange -> respond(exchange, 200, "taken");

  private HttpPeer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static HttpPeer plain() {
    return plain("127.0.0.1");
  }

  public static HttpPeer plain(String address) {
    try {
      return new HttpPeer(
          HttpServer.create(new InetSocketAddress(InetAddress.getAllByName(address)[0], 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that lets in only who shows a certificate that the context trusts. */
  public static HttpPeer mutual(SSLContext context) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters tls = context.getDefaultSSLParameters();
              tls.setNeedClientAuth(true);
              parameters.setSSLParameters(tls);
            }
          });
      return new HttpPeer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public List<Request> requests() {
    return requests;
  }

  public void answer(int status, String body) {
    answer = exchange -> respond(exchange, status, body);
  }

  public void answer(HttpHandler handler) {
    answer = handler;
  }

  public static void respond(HttpExchange exchange, int status, String body) throws IOException {
    respond(exchange, status, body.getBytes(StandardCharsets.UTF_8));
  }

  public static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody().readAllBytes(),
              exchange.getRemoteAddress().getPort()));
      answer.handle(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
