package org.camelometer.hypervisor.libvirt;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Stands between us and a real libvirtd, so that a test can take that away and bring it back. */
final class SocketProxy implements AutoCloseable {
  private final Path path;
  private final ServerSocketChannel server;
  private final Collection<SocketChannel> open = new ConcurrentLinkedQueue<>();
  private final ReentrantReadWriteLock flow = new ReentrantReadWriteLock();

  SocketProxy(Path path, Path target) throws IOException {
    this.path = path;
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    start(
        () -> {
          while (true) {
            SocketChannel client = server.accept();
            SocketChannel libvirtd = SocketChannel.open(UnixDomainSocketAddress.of(target));
            open.add(client);
            open.add(libvirtd);
            start(() -> pump(client, libvirtd));
            start(() -> pump(libvirtd, client));
          }
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // how each of these threads ends
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** As if the process of libvirtd were stopped, until {@link #goOn}, in the same thread. */
  void standStill() {
    flow.writeLock().lock();
  }

  void goOn() {
    flow.writeLock().unlock();
  }

  private void pump(SocketChannel from, SocketChannel to) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        flow.readLock().lock();
        try {
          while (buffer.hasRemaining()) {
            to.write(buffer);
          }
        } finally {
          flow.readLock().unlock();
        }
        buffer.clear();
      }
    }
  }

  /** As if libvirtd had ended. */
  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
    Files.deleteIfExists(path);
  }
}
