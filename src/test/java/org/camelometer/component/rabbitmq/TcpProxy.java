package org.camelometer.component.rabbitmq;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Another address of a server on this machine, which can go away. */
final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final int target;

  TcpProxy(int target) throws IOException {
    this.target = target;
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many connections are open. */
  long connections() {
    return sockets.stream().filter(socket -> !socket.isClosed()).count() / 2;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(client);
      sockets.add(server);
      start(() -> pump(client, server));
      start(() -> pump(server, client));
      if (listener.isClosed()) { // it went away meanwhile, and has not seen these
        client.close();
        server.close();
      }
    }
  }

  private static void pump(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream input = from.getInputStream();
      input.transferTo(to.getOutputStream());
    }
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // the end of it
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** What a thread does until its sockets are closed. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  @Override
  public void close() throws IOException {
    goAway();
  }

  /** Ends all connections, and takes no more. */
  void goAway() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
