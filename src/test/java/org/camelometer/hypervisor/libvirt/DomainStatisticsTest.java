package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camelometer.hypervisor.Figures;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestState;
import org.junit.jupiter.api.Test;

class DomainStatisticsTest {
  private static final int CPU = 8;

  private final Map<String, Object> figures = new HashMap<>(Domains.figures());

  @Test
  void sumsTimeAndWaitOfVirtualCpusAcrossHoles() {
    assertThat(reading().cpu().time()).isEqualTo(330);
  }

  @Test
  void takesTheTotalIfAVirtualCpuIsNotToldInFull() {
    figures.remove("vcpu.3.wait");
    assertThat(reading().cpu().time()).isEqualTo(900);
  }

  @Test
  void takesTheTotalIfThereAreMoreVirtualCpusThanInUse() {
    figures.put("vcpu.1.time", 1L);
    figures.put("vcpu.1.wait", 1L);
    assertThat(reading().cpu().time()).isEqualTo(900);
  }

  @Test
  void ignoresVirtualCpusAboveTheMaximum() {
    figures.put("vcpu.4.time", 1L);
    figures.put("vcpu.4.wait", 1L);
    assertThat(reading().cpu().time()).isEqualTo(330);
  }

  @Test
  void prefersUsableToUnusedMemory() {
    assertThat(reading().memory().used()).isEqualTo(1000000);
    figures.remove("balloon.usable");
    assertThat(reading().memory().used()).isEqualTo(1500000);
    figures.remove("balloon.unused");
    assertThat(reading().memory().used()).isNull();
  }

  @Test
  void takesMinusOneForUnknown() {
    figures.put("block.0.rd.bytes", -1L);
    assertThat(reading().disks().get("vda"))
        .isEqualTo(new GuestReading.Disk(1L, null, null, 3L, 4L, null, null, null, null));
  }

  @Test
  void leavesOutDevicesWithoutName() {
    figures.remove("net.0.name");
    assertThat(reading().vnics()).containsOnlyKeys("tap2");
  }

  @Test
  void takesAStateThatIsNewForNone() {
    figures.put("state.state", 99L);
    assertThat(reading().state()).isEqualTo(GuestState.NOSTATE);
  }

  @Test
  void knowsARecordWithNothingButTheState() {
    assertThat(new DomainStatistics("1", "one", 1, Map.of("state.state", 1L)).isStateOnly())
        .isTrue();
    assertThat(new DomainStatistics("1", "one", 1, figures).isStateOnly()).isFalse();
  }

  @Test
  void isPartialIfNeitherMemoryNorTrafficWasAskedForAsFarAsThatIsWanted() {
    assertThat(isPartial(Figures.MEMORY, Figures.DISKS)).isFalse();
    figures.remove("balloon.rss");
    assertThat(isPartial(Figures.MEMORY)).isTrue();
    assertThat(isPartial(Figures.CPU, Figures.INTERFACES)).isFalse();
    figures.remove("block.0.rd.reqs");
    assertThat(isPartial(Figures.DISKS)).isTrue();
    assertThat(isPartial(Figures.MEMORY, Figures.DISKS)).isTrue();
  }

  @Test
  void isWholeWithADiskThatHasNoTraffic() {
    figures.remove("block.0.rd.reqs");
    assertThat(isPartial(Figures.MEMORY, Figures.DISKS)).isFalse();
    figures.put("block.1.rd.reqs", 0L);
    assertThat(isPartial(Figures.DISKS)).isFalse();
  }

  @Test
  void isPartialIfItsProcessIsEnding() {
    figures.put("balloon.rss", 0L);
    assertThat(isPartial(Figures.MEMORY)).isTrue();
  }

  @Test
  void isWholeWithoutADiskOrWithoutRunning() {
    figures.remove("block.0.rd.reqs");
    assertThat(new DomainStatistics("1", "one", -1, figures).isPartial(groups(Figures.DISKS)))
        .isFalse();
    figures.put("block.count", 0L);
    assertThat(isPartial(Figures.DISKS)).isFalse();
  }

  @Test
  void takesNoTimeOfAGuestThatDoesNotRun() {
    assertThat(new DomainStatistics("1", "one", -1, figures).reading(1.5).cpu())
        .isEqualTo(GuestReading.Cpu.UNKNOWN);
    figures.put("state.state", 5L);
    assertThat(reading().cpu()).isEqualTo(GuestReading.Cpu.UNKNOWN);
  }

  private boolean isPartial(Figures... wanted) {
    return new DomainStatistics("1", "one", 1, figures).isPartial(groups(wanted));
  }

  private static int groups(Figures... wanted) {
    return Groups.of(Set.of(wanted));
  }

  @Test
  void lacksTheCpuTimeOfAGuestUnlessEachVirtualCpuTellsIts() {
    figures.remove("cpu.time");
    assertThat(statistics().lacksCpuTime(CPU)).isFalse();
    figures.remove("vcpu.0.wait");
    assertThat(statistics().lacksCpuTime(CPU)).isTrue();
    assertThat(statistics().lacksCpuTime(0)).as("nobody asked for it").isFalse();
    DomainStatistics whole = statistics().with(Map.of("cpu.time", 5L));
    assertThat(whole.lacksCpuTime(CPU)).isFalse();
    assertThat(whole.reading(1.5).cpu().time()).isEqualTo(5);
  }

  private DomainStatistics statistics() {
    return new DomainStatistics("1", "one", 1, figures);
  }

  private GuestReading reading() {
    return new DomainStatistics("1", "one", 1, figures).reading(1.5);
  }
}
