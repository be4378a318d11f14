package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Origin;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.Deadline;
import org.camelometer.poll.StuckResource;
import org.camelometer.testing.QemuGuests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real guests whose QEMU process is stopped, so that calls for them never return. */
class HangingGuestTest {
  @RegisterExtension static final QemuGuests GUESTS = new QemuGuests();
  private static final List<String> TWO = List.of(QemuGuests.FIRST, QemuGuests.TWO_OF_EACH);

  @TempDir private Path empty;
  private final LogLines log = new LogLines(StuckGuests.class);

  @AfterEach
  void letGo() {
    TWO.forEach(guest -> GUESTS.signal("CONT", guest));
    log.close();
  }

  @Test
  void isNamedBeforeACallHangsWhereItsProcessCanBeSeen() throws Exception {
    try (LibvirtInspector inspector = inspector(GuestProcesses.ofLibvirt(GUESTS.uri()))) {
      assertGoesOnWithout(inspector);
      assertThat(inspector.connections()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void isNamedByTheCallThatHangsWhereItsProcessCannotBeSeen() throws Exception {
    try (LibvirtInspector inspector = inspector(GuestProcesses.in(empty))) {
      assertGoesOnWithout(inspector);
      // The connections at which calls hung are cut.
      assertThat(inspector.connections()).isLessThanOrEqualTo(4);
    }
  }

  /**
   * Its system would have to let go of the disk; it has none, so libvirt waits for some seconds.
   */
  @Test
  void isNamedWhileAnotherCallHasItThatAsksNothing() throws Exception {
    try (LibvirtInspector inspector = inspector(GuestProcesses.ofLibvirt(GUESTS.uri()))) {
      read(inspector);
      CompletableFuture<Void> detached =
          CompletableFuture.runAsync(
              () -> GUESTS.virsh("detach-disk", QemuGuests.TWO_OF_EACH, "vdb", "--live"));
      await().until(() -> GUESTS.virsh("domcontrol", QemuGuests.TWO_OF_EACH).contains("error"));
      GuestReading during = requireNonNull(read(inspector).get(id(QemuGuests.TWO_OF_EACH)));
      assertThat(inspector.stuck())
          .extracting(StuckResource::name)
          .containsExactly(QemuGuests.TWO_OF_EACH);
      assertThat(during.origin()).isEqualTo(Origin.PROCESS);
      assertThat(during.memory().resident()).isPositive();
      assertThat(detached.handle((done, failure) -> "ended").get()).isEqualTo("ended");
      readUntilNoneIsStuck(inspector);
    }
  }

  @Test
  void tellsItsTimeAndMemoryFromItsProcess() throws Exception {
    try (LibvirtInspector inspector = inspector(GuestProcesses.ofLibvirt(GUESTS.uri()))) {
      String id = id(QemuGuests.TWO_OF_EACH);
      GuestReading before = requireNonNull(read(inspector).get(id));
      GUESTS.signal("STOP", QemuGuests.TWO_OF_EACH);
      GuestReading during = requireNonNull(read(inspector).get(id));
      assertThat(during.origin()).isEqualTo(Origin.PROCESS);
      assertThat(during.cpu().online()).isEqualTo(before.cpu().online());
      assertThat(during.cpu().time())
          .isBetween(before.cpu().time(), requireNonNull(before.cpu().time()) + 2_000_000_000L);
      assertThat(during.memory().resident()).isPositive();
      assertThat(during.vnics()).isNotEmpty();
      assertThat(during.disks()).isEmpty();
    }
  }

  private static void assertGoesOnWithout(LibvirtInspector inspector) throws Exception {
    Map<String, GuestReading> before = read(inspector);
    TWO.forEach(guest -> GUESTS.signal("STOP", guest));
    Map<String, GuestReading> during = read(inspector);
    assertThat(inspector.stuck()).extracting(StuckResource::name).containsExactlyElementsOf(TWO);
    List<String> stuck = TWO.stream().map(HangingGuestTest::id).toList();
    assertThat(during).containsKeys(others(before, stuck));
    for (String id : others(before, stuck)) {
      assertThat(requireNonNull(during.get(id)).origin()).isEqualTo(Origin.HYPERVISOR);
      assertThat(requireNonNull(during.get(id)).disks())
          .hasSameSizeAs(requireNonNull(before.get(id)).disks());
    }
    TWO.forEach(guest -> GUESTS.signal("CONT", guest));
    Map<String, GuestReading> after = readUntilNoneIsStuck(inspector);
    for (String id : stuck) {
      assertThat(requireNonNull(after.get(id)).origin()).isEqualTo(Origin.HYPERVISOR);
    }
  }

  /** libvirtd needs a moment to end the calls that hung. */
  private static Map<String, GuestReading> readUntilNoneIsStuck(LibvirtInspector inspector)
      throws HypervisorException {
    Deadline end = Deadline.in(Duration.ofSeconds(20));
    Map<String, GuestReading> readings = read(inspector);
    while (!inspector.stuck().isEmpty() && !end.isOver()) {
      readings = read(inspector);
    }
    assertThat(inspector.stuck()).isEmpty();
    return readings;
  }

  private LibvirtInspector inspector(GuestProcesses processes) {
    return new LibvirtInspector(
        new LibvirtSettings(GUESTS.uri(), 2),
        LibvirtLibrary.NAME,
        System::nanoTime,
        Clock.systemUTC(),
        processes);
  }

  private static Map<String, GuestReading> read(LibvirtInspector inspector)
      throws HypervisorException {
    return inspector
        .read(EnumSet.allOf(Figures.class), Deadline.in(Duration.ofSeconds(20)))
        .guests();
  }

  private static String[] others(Map<String, GuestReading> all, List<String> stuck) {
    return all.keySet().stream().filter(id -> !stuck.contains(id)).toArray(String[]::new);
  }

  private static String id(String guest) {
    return GUESTS.virsh("domuuid", guest).strip();
  }
}
