package org.camelometer.hypervisor.libvirt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.Guest;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestState;
import org.camelometer.hypervisor.NovaInstance;
import org.camelometer.poll.Deadline;
import org.camelometer.testing.QemuGuests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What libvirt tells of real guests of its own accord. */
class LibvirtWatchTest {
  @RegisterExtension static final QemuGuests GUESTS = new QemuGuests();
  private static final String GUEST = QemuGuests.FIRST;

  @TempDir private Path folder = Path.of("");
  private LibvirtInspector inspector;
  private final BlockingQueue<Guest> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void watch() throws Exception {
    inspector = new LibvirtInspector(new LibvirtSettings(GUESTS.uri(), 2), Clock.systemUTC());
    inspector.watch(told::add);
    assertThat(guest().state()).isEqualTo(GuestState.RUNNING);
  }

  @AfterEach
  void release() {
    inspector.close();
  }

  @Test
  void tellsAGuestThatStopsAndOneThatBegins() throws Exception {
    GUESTS.virsh("destroy", GUEST);
    try {
      awaitTold(GuestState.SHUTOFF);
      Guest guest = guest();
      assertThat(guest.state()).isEqualTo(GuestState.SHUTOFF);
      GuestReading last =
          requireNonNull(
              inspector.readOne(guest, all(), Deadline.never()).guests().get(guest.id()));
      assertThat(last.run()).isEqualTo(-1);
      assertThat(last.cpu()).isEqualTo(GuestReading.Cpu.UNKNOWN);
    } finally {
      GUESTS.virsh("start", GUEST);
    }
    Guest begun = awaitTold(GuestState.RUNNING);
    GuestReading first =
        requireNonNull(inspector.readOne(begun, all(), Deadline.never()).guests().get(begun.id()));
    assertThat(first.run()).isPositive();
    assertThat(first.disks()).containsKey("vda");
  }

  @Test
  void tellsOnceThatAGuestIsOffThoughLibvirtTellsItTwice() throws Exception {
    GUESTS.virsh("destroy", GUEST);
    try {
      awaitTold(GuestState.SHUTOFF);
    } finally {
      GUESTS.virsh("start", GUEST);
    }
    List<GuestState> states = new ArrayList<>();
    Guest next = told.poll(1, TimeUnit.MINUTES);
    while (next != null && next.state() != GuestState.RUNNING) {
      states.add(next.state());
      next = told.poll(1, TimeUnit.MINUTES);
    }
    assertThat(next).isNotNull();
    assertThat(states).doesNotContain(GuestState.SHUTOFF);
  }

  @Test
  void aKilledProcessLeavesAGuestThatIsShutOff() throws Exception {
    GUESTS.signal("KILL", GUEST);
    try {
      awaitTold(GuestState.SHUTOFF);
      assertThat(guest().state()).isEqualTo(GuestState.SHUTOFF);
    } finally {
      GUESTS.virsh("start", GUEST);
    }
    awaitTold(GuestState.RUNNING);
  }

  @Test
  void seesMetadataThatIsWrittenWhileTheGuestRuns() throws Exception {
    String before = metadata();
    try {
      write(before.replace(">vm-0<", ">renamed<"));
      await().until(() -> "renamed".equals(nova().name()));
    } finally {
      write(before);
    }
    await().until(() -> "vm-0".equals(nova().name()));
  }

  @Test
  void seesADiskThatIsPluggedIntoARunningGuest() throws Exception {
    Path image = folder.resolve("plugged.img");
    Files.write(image, new byte[1 << 20]);
    try {
      GUESTS.virsh("attach-disk", GUEST, image.toString(), "vdz", "--live");
      await().until(() -> guest().hardware().disks().contains("vdz"));
    } finally {
      GUESTS.virsh("destroy", GUEST);
      GUESTS.virsh("start", GUEST);
      Files.delete(image);
    }
    await().until(() -> !guest().hardware().disks().contains("vdz"));
  }

  @Test
  void seesAVirtualCpuThatWasPluggedOnceItHasReadTheGuest() throws Exception {
    restart(QemuGuests.TWO_OF_EACH, "1");
    try {
      await().until(() -> vcpus() == 1);
      GUESTS.virsh("setvcpus", QemuGuests.TWO_OF_EACH, "2", "--live");
      inspector.read(all(), Deadline.never());
      assertThat(vcpus()).isEqualTo(2);
    } finally {
      restart(QemuGuests.TWO_OF_EACH, "2");
    }
    await().until(() -> vcpus() == 2);
  }

  private static void restart(String guest, String vcpus) {
    GUESTS.virsh("setvcpus", guest, vcpus, "--config");
    GUESTS.virsh("destroy", guest);
    GUESTS.virsh("start", guest);
  }

  private long vcpus() throws Exception {
    return requireNonNull(guest(QemuGuests.TWO_OF_EACH).hardware().vcpus());
  }

  private static String metadata() {
    return GUESTS.virsh("metadata", GUEST, "--uri", Domains.NOVA_1_1);
  }

  private static void write(String metadata) {
    GUESTS.virsh(
        "metadata",
        GUEST,
        "--uri",
        Domains.NOVA_1_1,
        "--key",
        "nova",
        "--set",
        metadata,
        "--live",
        "--config");
  }

  private Guest awaitTold(GuestState state) throws InterruptedException {
    Guest guest = requireNonNull(told.poll(1, TimeUnit.MINUTES), () -> "nothing was told");
    while (guest.state() != state) {
      guest = requireNonNull(told.poll(1, TimeUnit.MINUTES), () -> state + " was not told");
    }
    assertThat(guest.name()).isEqualTo(GUEST);
    return guest;
  }

  private Guest guest() throws Exception {
    return guest(GUEST);
  }

  private Guest guest(String name) throws Exception {
    return inspector.guests(Deadline.never()).stream()
        .filter(guest -> guest.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private NovaInstance nova() throws Exception {
    return requireNonNull(guest().nova());
  }

  private static Set<Figures> all() {
    return EnumSet.allOf(Figures.class);
  }
}
