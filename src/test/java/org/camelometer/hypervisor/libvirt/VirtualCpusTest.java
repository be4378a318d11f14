package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.poll.Deadline;
import org.camelometer.testing.QemuGuests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The times of real guests' virtual CPUs, from libvirt and from the guests' processes. */
class VirtualCpusTest {
  @RegisterExtension static final QemuGuests GUESTS = new QemuGuests();

  @TempDir private Path empty = Path.of("");

  @AfterEach
  void letGo() {
    GUESTS.signal("CONT", QemuGuests.FIRST);
  }

  @Test
  void areTheSameWhoeverTells() throws Exception {
    try (LibvirtInspector seeing = inspector(GuestProcesses.ofLibvirt(GUESTS.uri()));
        LibvirtInspector blind = inspector(GuestProcesses.in(empty))) {
      Map<String, GuestReading> before = read(blind);
      Map<String, GuestReading> between = read(seeing);
      Map<String, GuestReading> after = read(blind);
      int running = 0;
      for (Map.Entry<String, GuestReading> guest : between.entrySet()) {
        Cpu least = requireNonNull(before.get(guest.getKey())).cpu();
        Cpu most = requireNonNull(after.get(guest.getKey())).cpu();
        assertThat(guest.getValue().cpu().online()).isEqualTo(least.online());
        assertThat(guest.getValue().cpu().each()).containsOnlyKeys(least.each().keySet());
        if (least.time() != null) {
          running++;
          assertThat(guest.getValue().cpu().time()).isBetween(least.time(), most.time());
        }
      }
      assertThat(running).isGreaterThanOrEqualTo(QemuGuests.PLAIN);
    }
  }

  @Test
  @Timeout(60)
  void areReadWithoutAskingAGuestWhoseProcessTells() throws Exception {
    String id = GUESTS.virsh("domuuid", QemuGuests.FIRST).strip();
    GuestProcesses processes = GuestProcesses.ofLibvirt(GUESTS.uri());
    processes.find(id, Long.parseLong(GUESTS.virsh("domid", QemuGuests.FIRST).strip()));
    int groups = Groups.of(Set.of(Figures.CPU));
    Statistics statistics =
        new Statistics(groups, System::nanoTime, List.of(new VirtualCpus(processes)), Set.of());
    GUESTS.signal("STOP", QemuGuests.FIRST);
    LibvirtConnect connect = LibvirtConnect.open(GUESTS.uri(), true);
    try {
      Answer answer = requireNonNull(statistics.figures(connect, List.of(id)).get(id));
      assertThat(answer.reading().cpu().time()).isPositive();
      assertThat(answer.isPartial()).isFalse();
    } finally {
      connect.close();
    }
  }

  private static LibvirtInspector inspector(GuestProcesses processes) {
    return new LibvirtInspector(
        new LibvirtSettings(GUESTS.uri(), 2),
        LibvirtLibrary.NAME,
        System::nanoTime,
        Clock.systemUTC(),
        processes);
  }

  private static Map<String, GuestReading> read(LibvirtInspector inspector) throws Exception {
    return inspector
        .read(EnumSet.allOf(Figures.class), Deadline.in(Duration.ofSeconds(20)))
        .guests();
  }
}
