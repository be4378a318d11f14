package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.Deadline;
import org.camelometer.testing.QemuGuests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A libvirt that is there and answers nothing, as one whose process is stopped. */
class StandingLibvirtTest {
  @RegisterExtension static final QemuGuests GUESTS = new QemuGuests();
  private static final Duration SOON = Duration.ofMillis(50);

  @TempDir private Path folder = Path.of("");
  private final LogLines log = new LogLines(Reachability.class);
  private final AtomicLong nanos = new AtomicLong();
  private final long watching = threads("libvirt-watch");
  private final long reading = threads("libvirt-reader");

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void costsABoundedNumberOfConnectionsAndIsFoundAgain() throws Exception {
    Path path = folder.resolve("libvirt-sock");
    try (LibvirtInspector inspector = inspector(path)) {
      try (ServerSocketChannel standing = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        standing.bind(UnixDomainSocketAddress.of(path), 100);
        assertFailsInBounds(inspector);
      }
      Files.delete(path);
      try (SocketProxy libvirtd = libvirtd(path)) {
        await().until(() -> answers(inspector));
        assertThat(libvirtd).isNotNull();
      }
    }
  }

  @Test
  void costsNoMoreWhereItWasConnectedBefore() throws Exception {
    Path path = folder.resolve("libvirt-sock");
    try (SocketProxy libvirtd = libvirtd(path);
        LibvirtInspector inspector = inspector(path)) {
      assertThat(answers(inspector)).isTrue();
      libvirtd.standStill();
      try {
        assertFailsInBounds(inspector);
      } finally {
        libvirtd.goOn();
      }
      await().until(() -> answers(inspector));
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(0)).startsWith("WARN").contains("doesn't answer");
      assertThat(log.lines().get(1)).startsWith("INFO").contains("answers again");
    }
  }

  private void assertFailsInBounds(LibvirtInspector inspector) {
    for (int i = 0; i < 15; i++) {
      assertThatThrownBy(() -> inspector.guests(Deadline.in(SOON)))
          .isInstanceOf(HypervisorException.class);
      assertThatThrownBy(() -> inspector.read(Set.of(Figures.CPU), Deadline.in(SOON)))
          .isInstanceOf(HypervisorException.class);
    }
    assertThat(threads("libvirt-watch") - watching).isLessThanOrEqualTo(1);
    assertThat(threads("libvirt-reader") - reading).isLessThanOrEqualTo(10);
    assertThat(inspector.connections()).isLessThanOrEqualTo(10);
  }

  private static SocketProxy libvirtd(Path path) throws IOException {
    return new SocketProxy(path, Path.of(GUESTS.uri().split("socket=", 2)[1]));
  }

  private boolean answers(LibvirtInspector inspector) {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    try {
      return !inspector.guests(Deadline.in(Duration.ofSeconds(5))).isEmpty();
    } catch (HypervisorException notYet) {
      return false;
    }
  }

  private LibvirtInspector inspector(Path socket) {
    String uri = "qemu+unix:///system?socket=" + socket;
    return new LibvirtInspector(
        new LibvirtSettings(uri, 2),
        LibvirtLibrary.NAME,
        nanos::get,
        Clock.systemUTC(),
        GuestProcesses.in(folder));
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }
}
