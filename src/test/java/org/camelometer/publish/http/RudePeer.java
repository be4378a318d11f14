package org.camelometer.publish.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that takes connections and then does with them what no server should. */
final class RudePeer implements AutoCloseable {
  /** What it does with a connection; which it closes afterwards. */
  interface Manners {
    void answer(Socket connection) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Manners manners;
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();

  RudePeer(Manners manners) {
    this.manners = manners;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "rude-peer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Says something, and then one sign in every so many milliseconds for ever. */
  static RudePeer dawdling(String beginning, int pauseMillis) {
    RudePeer[] self = new RudePeer[1];
    CountDownLatch known = new CountDownLatch(1);
    self[0] =
        new RudePeer(
            connection -> {
              known.await();
              connection.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
              while (!self[0].end.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                connection.getOutputStream().write('x');
              }
            });
    known.countDown();
    return self[0];
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Reads a request as far as it has come, at least a sign of it. */
  static void hear(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    byte[] buffer = new byte[8192];
    do {
      if (in.read(buffer) < 0) {
        return;
      }
    } while (in.available() > 0);
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        connections.incrementAndGet();
        manners.answer(connection);
      } catch (IOException | InterruptedException e) {
        // The client has gone, or the test is over.
      }
    }
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    server.close();
  }
}
