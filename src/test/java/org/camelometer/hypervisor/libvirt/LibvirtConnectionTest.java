package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelometer.hypervisor.HypervisorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibvirtConnectionTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void asksNothingMoreOnceItWasGivenUpBeforeItWasOpen() {
    LibvirtConnection connection = TestDriver.connection();
    AtomicInteger asked = new AtomicInteger();
    connection.cut();
    assertThatThrownBy(() -> connection.call(connect -> asked.incrementAndGet()))
        .isInstanceOf(HypervisorException.class)
        .hasMessage("the connection was given up, as a call hung");
    assertThat(asked).hasValue(0);
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void cannotCutADriverInThisProcess() throws Exception {
    LibvirtConnect connect = TestDriver.open();
    assertThat(connect.cut()).isFalse();
    connect.close();
  }

  @Test
  void takesNoSocketForItsOwnThatWasThereBefore() throws Exception {
    UnixDomainSocketAddress libvirts = UnixDomainSocketAddress.of(folder.resolve("libvirt-sock"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(libvirts);
      try (var another = java.nio.channels.SocketChannel.open(libvirts)) {
        LibvirtConnect connect = TestDriver.open();
        assertThat(connect.cut()).isFalse();
        connect.close();
        assertThat(another.isConnected()).isTrue();
      }
    }
  }
}
