package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTest {
  @TempDir private Path folder = Path.of("");
  private ServerSocketChannel server;

  @BeforeEach
  void open() throws Exception {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(folder.resolve("libvirt-sock")));
  }

  @AfterEach
  void release() throws Exception {
    server.close();
  }

  @Test
  void isTheOneThatWasOpenedMeanwhile() throws Exception {
    try (Socket.Search search = Socket.search();
        SocketChannel channel = connect()) {
      Socket socket = search.found();
      assertThat(socket.shutDown()).isTrue();
      assertThat(channel.read(ByteBuffer.allocate(1))).as("the end").isEqualTo(-1);
      socket.forget();
    }
  }

  @Test
  void isNoneThatWasThereBefore() throws Exception {
    try (SocketChannel channel = connect();
        Socket.Search search = Socket.search()) {
      Socket socket = search.found();
      assertThat(socket.shutDown()).isFalse();
      assertThat(channel.isConnected()).isTrue();
      socket.forget();
    }
  }

  @Test
  void isTheNewOneBesideOneThatWasThereBefore() throws Exception {
    try (SocketChannel before = connect();
        Socket.Search search = Socket.search();
        SocketChannel channel = connect()) {
      Socket socket = search.found();
      assertThat(socket.shutDown()).isTrue();
      assertThat(channel.read(ByteBuffer.allocate(1))).as("the end").isEqualTo(-1);
      assertThat(before.write(ByteBuffer.wrap(new byte[1]))).as("open").isEqualTo(1);
      socket.forget();
    }
  }

  @Test
  void isNotShutDownOnceItIsForgotten() throws Exception {
    try (Socket.Search search = Socket.search();
        SocketChannel channel = connect()) {
      Socket socket = search.found();
      socket.forget();
      assertThat(socket.shutDown()).isFalse();
      assertThat(channel.write(ByteBuffer.wrap(new byte[1]))).as("open").isEqualTo(1);
    }
  }

  private SocketChannel connect() throws Exception {
    return SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("libvirt-sock")));
  }
}
