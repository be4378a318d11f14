package org.camelometer.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelometer.testing.QemuGuests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class UnreachableLibvirtTest {
  @RegisterExtension static final QemuGuests GUESTS = new QemuGuests();

  @TempDir private Path folder = Path.of("");
  private final AtomicLong nanos = new AtomicLong();
  private final LogLines log = new LogLines(LibvirtConnection.class);
  private String uri = "";
  private Inspector inspector = new FakeInspector();

  @BeforeEach
  void make() {
    uri = "qemu+unix:///system?socket=" + socket();
    inspector = new LibvirtInspector(uri, LibvirtLibrary.NAME, nanos::get);
  }

  @AfterEach
  void release() {
    inspector.close();
    log.close();
  }

  @Test
  void isSaidOnceWithTheReason() {
    for (int i = 0; i < 3; i++) {
      pass(Duration.ofSeconds(60));
      assertThatThrownBy(inspector::guests)
          .isInstanceOf(HypervisorException.class)
          .hasMessageContaining("libvirt at " + uri + " can't be reached: Failed to connect");
    }
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN libvirt at " + uri + " can't be reached: Failed to connect")
        .contains("trying again");
  }

  @Test
  void isNotTriedBeforeTheNextAttemptIsDue() throws Exception {
    String reason = "can't be reached: Failed to connect";
    assertThatThrownBy(inspector::guests).hasMessageContaining(reason);
    whileLibvirtRuns(
        () -> {
          assertThatThrownBy(inspector::read).hasMessageContaining(reason);
          pass(Duration.ofSeconds(1));
          assertThat(inspector.guests()).isNotEmpty();
        });
  }

  @Test
  void recoversAndSaysSoOnce() throws Exception {
    assertThatThrownBy(inspector::guests).isInstanceOf(HypervisorException.class);
    whileLibvirtRuns(
        () -> {
          pass(Duration.ofSeconds(1));
          assertThat(inspector.read().guests()).isNotEmpty();
          assertThat(inspector.guests()).isNotEmpty();
        });
    assertThat(log.lines())
        .hasSize(2)
        .last()
        .isEqualTo("INFO libvirt at " + uri + " can be reached again");
  }

  @Test
  void isNoticedWhenAnOpenConnectionIsLost() throws Exception {
    whileLibvirtRuns(
        () -> {
          assertThat(inspector.guests()).isNotEmpty();
        });
    assertThatThrownBy(inspector::guests).hasMessageContaining("can't be reached");
    assertThat(log.lines()).hasSize(1);
    whileLibvirtRuns(
        () -> {
          pass(Duration.ofSeconds(1));
          assertThat(inspector.guests()).isNotEmpty();
        });
    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void aRestartBetweenTwoCallsCostsNothing() throws Exception {
    whileLibvirtRuns(
        () -> {
          assertThat(inspector.guests()).isNotEmpty();
        });
    whileLibvirtRuns(
        () -> {
          assertThat(inspector.read().guests()).isNotEmpty();
        });
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void namesThePackageIfTheLibraryIsMissing() {
    try (Inspector bare = new LibvirtInspector("test:///default", "virt-missing", nanos::get)) {
      assertThatThrownBy(bare::guests)
          .isInstanceOf(HypervisorException.class)
          .hasMessageContaining("package libvirt0");
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private Path socket() {
    return folder.resolve("libvirt-sock");
  }

  private void whileLibvirtRuns(ThrowingCallable steps) throws Exception {
    SocketProxy libvirtd = new SocketProxy(socket(), Path.of(GUESTS.uri().split("socket=", 2)[1]));
    try {
      assertThatCode(steps).doesNotThrowAnyException();
    } finally {
      libvirtd.close();
    }
  }
}
