package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.hypervisor.GuestReading;
import org.camelometer.hypervisor.GuestReading.Memory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BalloonsTest {
  private static final String ID = Domains.ID;
  private static final int ALL = Groups.BALLOON | Groups.VCPU;

  @TempDir private Path folder = Path.of("");
  private FakeProc proc = new FakeProc(folder);
  private GuestProcesses processes = GuestProcesses.in(folder);
  private Balloons balloons = new Balloons(processes, id -> Optional.empty(), () -> 0);
  private boolean tellsInTurns;
  private Object edition = new Object();
  private long nanos = 5;

  @BeforeEach
  void make() {
    proc = new FakeProc(folder).qemu(7, ID, 1).stat("7", "qemu", 'S', 0, 0, 25);
    isUp(Duration.ZERO);
    processes = GuestProcesses.in(folder);
    processes.find(ID, 1);
    balloons =
        new Balloons(
            processes, id -> tellsInTurns ? Optional.empty() : Optional.of(edition), () -> nanos);
  }

  @Test
  void areLeftAloneForAsLongAsTheirGuestHasBeenRunning() {
    assertThat(balloons.spares(ID, ALL)).isZero();
    tells(1, 70L);
    assertThat(balloons.spares(ID, ALL)).as("its driver may only be starting").isZero();
    pass(Duration.ofSeconds(60));
    tells(1, 70L);
    pass(Duration.ofSeconds(59));
    assertThat(balloons.spares(ID, ALL)).isEqualTo(Groups.BALLOON);
    pass(Duration.ofSeconds(1));
    assertThat(balloons.spares(ID, ALL)).isZero();
  }

  @Test
  void areAskedEveryTenMinutesAtTheLeast() {
    isKnownForLong();
    pass(Duration.ofMinutes(4));
    assertThat(balloons.spares(ID, ALL)).isEqualTo(Groups.BALLOON);
    pass(Duration.ofMinutes(6));
    assertThat(balloons.spares(ID, ALL)).isZero();
  }

  @Test
  void areAskedEachTimeIfTheyAreToTellNewFigures() {
    isKnownForLong();
    assertThat(balloons.spares(ID, ALL)).isEqualTo(Groups.BALLOON);
    tellsInTurns = true;
    assertThat(balloons.spares(ID, ALL)).isZero();
  }

  @Test
  void areAskedAnewWhenLibvirtTellsThatSomethingChanged() {
    isKnownForLong();
    edition = new Object();
    assertThat(balloons.spares(ID, ALL)).isZero();
    tells(1, 80L);
    assertThat(balloons.spares(ID, ALL)).as("its driver may only be starting").isZero();
    pass(Duration.ofSeconds(60));
    tells(1, 80L);
    pass(Duration.ofSeconds(59));
    assertThat(balloons.spares(ID, ALL)).isEqualTo(Groups.BALLOON);
  }

  @Test
  void areAskedWhereNoDiskShowsThatTheGuestAnswers() {
    isUp(Duration.ofDays(1));
    Map<String, Object> figures = new HashMap<>(Domains.figures());
    figures.keySet().removeIf(name -> name.endsWith(".reqs"));
    balloons.learn(new DomainStatistics(ID, "one", 1, figures));
    assertThat(balloons.spares(ID, ALL)).isZero();
  }

  @Test
  void areAskedEachTimeIfTheirFiguresMoveAllTheSame() {
    isKnownForLong();
    tells(1, 80L);
    assertThat(balloons.spares(ID, ALL)).isZero();
    pass(Duration.ofSeconds(1));
    tells(1, 80L);
    assertThat(balloons.spares(ID, ALL)).isZero();
  }

  @Test
  void mayBeginToTellSomethingLate() {
    isUp(Duration.ofDays(1));
    tells(1, null);
    tells(1, 80L);
    pass(Duration.ofSeconds(1));
    assertThat(balloons.spares(ID, ALL)).isEqualTo(Groups.BALLOON);
  }

  @Test
  void areAskedAnewWhenTheirGuestBeginsAnew() {
    isKnownForLong();
    proc.qemu(7, ID, 2);
    processes.find(ID, 2);
    assertThat(balloons.spares(ID, ALL)).isZero();
    isUp(Duration.ZERO);
    tells(2, 70L);
    assertThat(balloons.spares(ID, ALL)).isZero();
  }

  @Test
  void areAskedWhereNobodyElseTellsWhatMemoryTheGuestTakes() {
    processes.find(Map.of());
    isKnownForLong();
    assertThat(balloons.spares(ID, ALL)).isZero();
  }

  @Test
  void areNotKnownWhileLibvirtDoesNotAskThem() {
    isUp(Duration.ofDays(1));
    balloons.learn(new DomainStatistics(ID, "one", 1, Map.of("balloon.current", 5L)));
    assertThat(balloons.spares(ID, ALL)).isZero();
  }

  @Test
  void spareNothingThatNobodyWants() {
    isKnownForLong();
    assertThat(balloons.spares(ID, Groups.VCPU)).isZero();
  }

  @Test
  void completeAReadingByWhatWasToldAndTheProcess() {
    isKnownForLong();
    Memory told = statistics(1, 70L).memory();
    Memory completed = balloons.complete(reading(1), ID, Groups.BALLOON).memory();
    assertThat(completed).isEqualTo(told.with(100L));
    assertThat(completed.used()).isNotNull();
  }

  @Test
  void completeNoReadingThatHasItsFiguresOrIsOfAnotherRun() {
    isKnownForLong();
    assertThat(balloons.complete(reading(1), ID, Groups.VCPU)).isEqualTo(reading(1));
    assertThat(balloons.complete(reading(2), ID, Groups.BALLOON)).isEqualTo(reading(2));
  }

  @Test
  void ofGuestsThatAreGoneAreForgotten() {
    isKnownForLong();
    balloons.keep(Set.of());
    assertThat(balloons.spares(ID, ALL)).isZero();
    assertThat(balloons.complete(reading(1), ID, Groups.BALLOON)).isEqualTo(reading(1));
  }

  private void isKnownForLong() {
    isUp(Duration.ofDays(1));
    tells(1, 70L);
  }

  /** The machine began 0.8 s before the guest's process, by that one's figures. */
  private void isUp(Duration time) {
    proc.write("uptime", "%s.80 12.00".formatted(time.toSeconds()));
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void tells(long run, @Nullable Long updated) {
    balloons.learn(statistics(run, updated));
  }

  private static DomainStatistics statistics(long run, @Nullable Long updated) {
    Map<String, Object> figures = new HashMap<>(Domains.figures());
    figures.remove("balloon.last-update");
    if (updated != null) {
      figures.put("balloon.last-update", updated);
    }
    return new DomainStatistics(ID, "one", run, figures);
  }

  private static GuestReading reading(long run) {
    return new DomainStatistics(ID, "one", run, Map.of("state.state", 1L)).reading(1);
  }
}
