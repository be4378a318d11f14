package org.camelometer.publish.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * A connection that only writes, and ends a write that takes too long. For one thread.
 *
 * <p>The system's buffer is kept small and idle connections are probed: what stands in the buffer
 * counts as written, and is lost if the receiver is.
 */
final class TcpConnection implements Closeable {
  private static final int SEND_BUFFER = 256 * 1024;
  private static final int IDLE_SECONDS = 20;
  private static final int PROBE_SECONDS = 5;
  private static final int PROBES = 3;
  private static final int IGNORED = 512;

  private final SocketChannel channel;
  private final Selector selector;
  private final ByteBuffer ignored = ByteBuffer.allocate(IGNORED);

  private TcpConnection(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  /**
   * Connects.
   *
   * @throws IOException if nobody takes the connection within the limit
   */
  static TcpConnection open(InetSocketAddress address, Duration limit) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      configure(channel);
      channel.socket().connect(address, Math.toIntExact(limit.toMillis()));
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_WRITE);
      return new TcpConnection(channel, selector);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void configure(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, PROBE_SECONDS);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
    }
  }

  /** Whether the peer still takes what is written, as far as this side has heard. */
  boolean isAlive() {
    try {
      int read;
      do {
        read = channel.read(ignored.clear()); // nobody asked for an answer
      } while (read > 0);
      return read == 0;
    } catch (IOException reset) {
      return false;
    }
  }

  /**
   * Hands everything to the system.
   *
   * @throws SocketTimeoutException if that takes longer than the limit; part of it may be on its
   *     way
   * @throws IOException if the connection broke
   */
  void write(ByteBuffer bytes, Duration limit) throws IOException {
    long begin = System.nanoTime();
    channel.write(bytes);
    while (bytes.hasRemaining()) {
      long left = limit.toMillis() - (System.nanoTime() - begin) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException(
            "took %d of %d bytes within %d s"
                .formatted(bytes.position(), bytes.limit(), limit.toSeconds()));
      }
      selector.select(left);
      selector.selectedKeys().clear();
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    try (selector) {
      channel.close();
    }
  }
}
