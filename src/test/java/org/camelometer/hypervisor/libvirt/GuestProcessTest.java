package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Cpu;
import org.camelometer.hypervisor.GuestReading.Origin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestProcessTest {
  private static final String QEMU = "qemu-system-x86";

  @TempDir private Path folder = Path.of("");
  private FakeProc proc = new FakeProc(folder);
  private GuestProcess process = new GuestProcess(folder, "id", 3);

  @BeforeEach
  void make() {
    proc = new FakeProc(folder);
    process = new GuestProcess(folder.resolve("7"), "id", 3);
  }

  @ParameterizedTest
  @ValueSource(chars = {'T', 't'})
  void isStoppedByASignalOrADebugger(char state) {
    proc.stat("7", QEMU, state, 0, 0, 1);
    assertThat(process.isStopped()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(chars = {'S', 'R', 'D', 'Z'})
  void isNotStoppedInAnyOtherState(char state) {
    proc.stat("7", QEMU, state, 0, 0, 1);
    assertThat(process.isStopped()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a) T 1", "(a) (b)", ") T 1 2 3"})
  void mayHaveBracketsAndSpacesInItsName(String name) {
    proc.stat("7", name, 'S', 0, 0, 25);
    assertThat(process.isStopped()).isFalse();
    assertThat(process.resident()).isEqualTo(100);
  }

  @Test
  void addsUpTheThreadsOfVirtualCpusAlone() {
    proc.stat("7/task/7", QEMU, 'S', 1000, 1000, 1)
        .stat("7/task/8", "CPU 0/KVM", 'S', 3, 4, 1)
        .stat("7/task/9", "CPU 11/TCG", 'S', 5, 0, 1)
        .stat("7/task/10", "IO mon_iothread", 'S', 90, 90, 1)
        .stat("7/task/11", "CPU", 'S', 90, 90, 1);
    assertThat(process.cpu()).isEqualTo(Cpu.of(Map.of(0, 70_000_000L, 11, 50_000_000L)));
  }

  @Test
  void countsTheTimeForWhichAVirtualCpuWaitedToRunAsLibvirtDoes() {
    proc.stat("7/task/8", "CPU 0/KVM", 'S', 1, 0, 1)
        .write(
            "7/task/8/sched",
            """
            CPU 0/KVM (8, #threads: 4)
            se.statistics.wait_sum      :     12.000345
            wait_sumx : 9.000000
            """);
    assertThat(process.cpu().time()).isEqualTo(10_000_000L + 12_000_345L);
  }

  @Test
  void leavesOutWaitsThatLibvirtLeavesOutToo() {
    proc.stat("7/task/8", "CPU 0/KVM", 'S', 1, 0, 1)
        .write("7/task/8/sched", "CPU 0/KVM (8, #threads: 4)\nwait_sum : 12.000345\n");
    assertThat(process.cpu().time()).isEqualTo(10_000_000L);
  }

  @Test
  void findsVirtualCpusThatArePluggedIn() {
    proc.stat("7", QEMU, 'S', 0, 0, 1)
        .stat("7/task/7", QEMU, 'S', 0, 0, 1)
        .stat("7/task/8", "CPU 0/KVM", 'S', 1, 0, 1)
        .stat("7/task/9", QEMU, 'S', 0, 0, 1)
        .stat("7/task/10", "worker", 'S', 0, 0, 1);
    assertThat(process.cpu().online()).isEqualTo(1);
    proc.stat("7/task/9", "CPU 1/KVM", 'S', 2, 0, 1).stat("7/task/11", "CPU 2/KVM", 'S', 3, 0, 1);
    assertThat(process.cpu().each())
        .as("also one whose thread had not named itself before")
        .isEqualTo(Map.of(0, 10_000_000L, 1, 20_000_000L, 2, 30_000_000L));
  }

  @Test
  void forgetsThreadsThatEndSinceTheirNumbersAreUsedAgain() throws Exception {
    proc.stat("7", QEMU, 'S', 0, 0, 1)
        .stat("7/task/8", "CPU 0/KVM", 'S', 1, 0, 1)
        .stat("7/task/9", "worker", 'S', 0, 0, 1);
    assertThat(process.cpu().online()).isEqualTo(1);
    Files.delete(folder.resolve("7/task/9/stat"));
    Files.delete(folder.resolve("7/task/9/comm"));
    Files.delete(folder.resolve("7/task/9"));
    assertThat(process.cpu().online()).isEqualTo(1);
    proc.stat("7/task/9", "CPU 1/KVM", 'S', 2, 0, 1);
    assertThat(process.cpu().online()).isEqualTo(2);
  }

  @Test
  void tellsWhetherItNamesItsVirtualCpus() {
    proc.stat("7/task/7", "ALL CPUs/TCG", 'S', 1000, 1000, 1);
    assertThat(process.tellsVirtualCpus()).isFalse();
    proc.stat("7/task/8", "CPU 0/TCG", 'S', 1, 0, 1);
    assertThat(process.tellsVirtualCpus()).isTrue();
  }

  @Test
  void tellsItsAge() {
    proc.stat("7", QEMU, 'S', 0, 0, 1).write("uptime", "90.80 160.00\n");
    assertThat(process.age()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void tellsNothingOnceItIsGone() {
    assertThat(process.age()).isZero();
    assertThat(process.isStopped()).isFalse();
    assertThat(process.resident()).isNull();
    assertThat(process.cpu()).isEqualTo(Cpu.UNKNOWN);
  }

  @Test
  void hasNoTimeWhileNoThreadIsNamedLikeAVirtualCpu() {
    proc.stat("7/task/7", QEMU, 'S', 1000, 1000, 1);
    assertThat(process.cpu()).isEqualTo(Cpu.UNKNOWN);
  }

  @Test
  void completesAReadingByWhatOnlyItTells() {
    proc.stat("7", QEMU, 'T', 0, 0, 25).stat("7/task/8", "CPU 0/TCG", 'T', 3, 4, 25);
    GuestReading told = new DomainStatistics("id", "one", 3, Domains.figures()).reading(1.5);
    GuestReading completed = process.complete(told);
    assertThat(completed.origin()).isEqualTo(Origin.PROCESS);
    assertThat(completed.run()).isEqualTo(3);
    assertThat(completed.monotonicTime()).isEqualTo(1.5);
    assertThat(completed.state()).isEqualTo(told.state());
    assertThat(completed.cpu()).isEqualTo(Cpu.of(Map.of(0, 70_000_000L)));
    assertThat(completed.memory().actual()).isEqualTo(told.memory().actual());
    assertThat(completed.memory().resident()).isEqualTo(100);
    assertThat(completed.memory().used()).isNull();
    assertThat(completed.vnics()).isEqualTo(told.vnics());
    assertThat(completed.disks()).isEmpty();
  }
}
