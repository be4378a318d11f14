package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestProcessesTest {
  private static final String ONE = "11111111-2222-4333-8444-555555555555";
  private static final String TWO = "21111111-2222-4333-8444-555555555555";

  @TempDir private Path folder = Path.of("");
  private FakeProc proc = new FakeProc(folder);
  private GuestProcesses processes = GuestProcesses.in(folder);

  @BeforeEach
  void make() {
    proc = new FakeProc(folder).process(1, "/sbin/init").write("meminfo", "MemTotal: 1 kB");
    processes = GuestProcesses.in(folder);
  }

  @Test
  void areFoundByTheUuidInTheirCommandLine() {
    proc.qemu(17, ONE, 3).qemu(18, TWO, 4);
    processes.find(Map.of(ONE, 3L, TWO, 4L));
    assertFound(ONE, 17, 3);
    assertFound(TWO, 18, 4);
  }

  @Test
  void areFoundWithoutLibvirtsFolderInTheirCommandLineToo() {
    proc.process(17, "qemu", "-uuid", ONE, "-S");
    processes.find(Map.of(ONE, 3L));
    assertThat(processes.of(ONE)).isPresent();
  }

  @Test
  void ofAnotherRunAreNotTaken() {
    proc.qemu(17, ONE, 2);
    processes.find(Map.of(ONE, 3L));
    assertThat(processes.of(ONE)).isEmpty();
  }

  @Test
  void ofGuestsThatNobodyAskedForAreNotTaken() {
    proc.qemu(17, ONE, 3).qemu(18, TWO, 4);
    processes.find(Map.of(ONE, 3L));
    assertThat(processes.of(TWO)).isEmpty();
  }

  @Test
  void thatMerelyMentionAUuidAreNotTaken() {
    proc.process(17, "grep", ONE).process(18, "echo", "-uuid " + ONE);
    processes.find(Map.of(ONE, 3L));
    assertThat(processes.of(ONE)).isEmpty();
  }

  @Test
  void twoWithOneUuidAreTrustedNeither() {
    proc.qemu(17, ONE, 3).qemu(18, ONE, 3).qemu(19, TWO, 4);
    processes.find(Map.of(ONE, 3L, TWO, 4L));
    assertThat(processes.of(ONE)).isEmpty();
    assertThat(processes.of(TWO)).isPresent();
    processes.find(ONE, 3);
    assertThat(processes.of(ONE)).isEmpty();
  }

  @Test
  void areForgottenWhenTheirGuestStopsOrBeginsAnew() throws Exception {
    proc.qemu(17, ONE, 3).qemu(18, TWO, 4);
    processes.find(Map.of(ONE, 3L, TWO, 4L));
    Files.delete(folder.resolve("17/cmdline"));
    proc.qemu(27, ONE, 5);
    processes.find(Map.of(ONE, 5L));
    assertFound(ONE, 27, 5);
    assertThat(processes.of(TWO)).isEmpty();
  }

  @Test
  void oneMoreCanBeFoundWithoutForgettingTheOthers() {
    proc.qemu(17, ONE, 3);
    processes.find(Map.of(ONE, 3L));
    proc.qemu(18, TWO, 4);
    processes.find(TWO, 4);
    assertThat(processes.of(ONE)).isPresent();
    assertThat(processes.of(TWO)).isPresent();
  }

  @Test
  void ofOneGuestAreForgottenWhenItBeginsAnew() {
    proc.qemu(17, ONE, 3);
    processes.find(ONE, 3);
    processes.find(ONE, 4);
    assertThat(processes.of(ONE)).isEmpty();
  }

  @Test
  void ofALibvirtElsewhereAreNotLookedFor() {
    GuestProcesses elsewhere = GuestProcesses.ofLibvirt("qemu+ssh://node2/system");
    elsewhere.find(Map.of(ONE, 3L));
    assertThat(elsewhere.of(ONE)).isEmpty();
  }

  @Test
  void areNoneWhereThereIsNoSuchFolder() {
    GuestProcesses none = GuestProcesses.in(folder.resolve("none"));
    none.find(Map.of(ONE, 3L));
    assertThat(none.of(ONE)).isEmpty();
  }

  @Test
  void thatCannotBeSeenAreNotSoughtForEver() {
    for (int i = 0; i < 3; i++) {
      processes.find(Map.of(ONE, 3L));
    }
    proc.qemu(17, ONE, 3).qemu(18, TWO, 4);
    processes.find(Map.of(ONE, 3L, TWO, 4L));
    assertFound(TWO, 18, 4);
    processes.find(Map.of(ONE, 3L, TWO, 4L));
    assertThat(processes.of(ONE)).as("there was no further search").isEmpty();
  }

  @Test
  void areSoughtAgainWhenTheirGuestBeginsAnew() {
    for (int i = 0; i < 4; i++) {
      processes.find(Map.of(ONE, 3L));
    }
    proc.qemu(17, ONE, 4);
    processes.find(Map.of(ONE, 4L));
    assertFound(ONE, 17, 4);
  }

  private void assertFound(String id, int pid, long run) {
    GuestProcess found = processes.of(id).orElseThrow();
    assertThat(found.folder()).isEqualTo(folder.resolve(String.valueOf(pid)));
    assertThat(found.guestId()).isEqualTo(id);
    assertThat(found.isOf(run)).isTrue();
  }

  @Test
  void thatEndedAreNotTakenThoughLibvirtUsesTheNumberAgain() throws Exception {
    proc.qemu(17, ONE, 3).stat("17", "qemu", 'S', 0, 0, 1);
    processes.find(Map.of(ONE, 3L));
    assertFound(ONE, 17, 3);
    Files.delete(folder.resolve("17/stat"));
    Files.delete(folder.resolve("17/cmdline"));
    proc.qemu(18, ONE, 3).stat("18", "qemu", 'S', 0, 0, 1);
    processes.find(Map.of(ONE, 3L));
    assertFound(ONE, 18, 3);
  }
}
