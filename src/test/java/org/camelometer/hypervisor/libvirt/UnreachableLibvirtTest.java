package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.hypervisor.Inspector;
import org.camelometer.poll.Deadline;
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
  private final LogLines log = new LogLines(Reachability.class);
  private String uri = "";
  private Inspector inspector = new FakeInspector();

  @BeforeEach
  void make() {
    uri = "qemu+unix:///system?socket=" + socket();
    inspector = inspector(uri, LibvirtLibrary.NAME);
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
      assertThatThrownBy(() -> inspector.guests(Deadline.never()))
          .isInstanceOf(HypervisorException.class)
          .hasMessageContaining("libvirt at " + uri + " can't be reached: Failed to connect");
    }
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN libvirt at " + uri + " can't be reached: Failed to connect")
        .endsWith("no guest on it is metered until that is over");
  }

  @Test
  void isNotTriedBeforeTheNextAttemptIsDue() throws Exception {
    String reason = "can't be reached: Failed to connect";
    assertThatThrownBy(() -> inspector.guests(Deadline.never())).hasMessageContaining(reason);
    whileLibvirtRuns(
        () -> {
          assertThatThrownBy(() -> inspector.read(Set.of(), Deadline.never()))
              .hasMessageContaining(reason);
          pass(Duration.ofSeconds(1));
          assertThat(inspector.guests(Deadline.never())).isNotEmpty();
        });
  }

  @Test
  void recoversAndSaysSoOnce() throws Exception {
    assertThatThrownBy(() -> inspector.guests(Deadline.never()))
        .isInstanceOf(HypervisorException.class);
    whileLibvirtRuns(
        () -> {
          pass(Duration.ofSeconds(1));
          assertThat(inspector.read(EnumSet.allOf(Figures.class), Deadline.never()).guests())
              .isNotEmpty();
          assertThat(inspector.guests(Deadline.never())).isNotEmpty();
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
          assertThat(inspector.guests(Deadline.never())).isNotEmpty();
        });
    assertThatThrownBy(() -> inspector.guests(Deadline.never()))
        .hasMessageContaining("can't be reached");
    assertThat(log.lines()).hasSize(1);
    whileLibvirtRuns(
        () -> {
          pass(Duration.ofSeconds(1));
          assertThat(inspector.guests(Deadline.never())).isNotEmpty();
        });
    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void aRestartBetweenTwoCallsCostsNothing() throws Exception {
    whileLibvirtRuns(
        () -> {
          assertThat(inspector.guests(Deadline.never())).isNotEmpty();
        });
    whileLibvirtRuns(
        () -> {
          assertThat(inspector.read(EnumSet.allOf(Figures.class), Deadline.never()).guests())
              .isNotEmpty();
        });
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void namesThePackageIfTheLibraryIsMissing() {
    try (Inspector bare = inspector("test:///default", "virt-missing")) {
      assertThatThrownBy(() -> bare.guests(Deadline.never()))
          .isInstanceOf(HypervisorException.class)
          .hasMessageContaining("package libvirt0");
    }
  }

  private Inspector inspector(String of, String library) {
    return new LibvirtInspector(
        new LibvirtSettings(of, 2),
        library,
        nanos::get,
        Clock.systemUTC(),
        GuestProcesses.ofLibvirt(of));
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
