package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.camelometer.hypervisor.Figures;
import org.junit.jupiter.api.Test;

/** The numbers are those of {@code virDomainStatsTypes}. */
class GroupsTest {
  private static final int ALL = Groups.of(EnumSet.allOf(Figures.class));

  @Test
  void areThoseThatTheFiguresNeed() {
    Map<Figures, Integer> groups =
        Map.of(
            Figures.CPU, 8,
            Figures.MEMORY, 4,
            Figures.DISKS, 32,
            Figures.INTERFACES, 16,
            Figures.PERFORMANCE, 64,
            Figures.FILE_SYSTEMS, 0);
    groups.forEach((figures, flags) -> assertThat(Groups.of(Set.of(figures))).isEqualTo(flags));
    assertThat(Groups.of(Set.of())).isZero();
    assertThat(ALL).isEqualTo(4 | 8 | 16 | 32 | 64);
  }

  @Test
  void forWhichNoGuestIsAskedAreInterfacesAndPerformance() {
    assertThat(Groups.withoutAsking(ALL)).isEqualTo(16 | 64);
    assertThat(Groups.withoutAsking(Groups.of(Set.of(Figures.CPU)))).isZero();
  }

  @Test
  void ofAGuestThatDoesNotRunAreThoseOfDisksAlone() {
    assertThat(Groups.ofStopped(ALL)).isEqualTo(32);
    assertThat(Groups.ofStopped(Groups.of(Set.of(Figures.MEMORY)))).isZero();
  }
}
