package org.camelometer.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.camelometer.poll.Fakes.FakeClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final FakeClock clock = new FakeClock();
  private final Ticks ticks = new Ticks(clock, interval -> interval);

  @BeforeEach
  void start() {
    clock.pass(Duration.ofSeconds(54)); // making an agent takes time, which is not to be counted
    ticks.start();
  }

  @Test
  void sourcesThatFireTogetherShareATick() {
    Optional<Tick> first = begin("a", MINUTE);
    clock.pass(Duration.ofMillis(70));
    assertThat(begin("b", MINUTE)).isPresent().isEqualTo(first);
    assertThat(begin("c", Duration.ofSeconds(10))).isEqualTo(first);
  }

  @Test
  void everyIntervalHasATickOfItsOwn() {
    Optional<Tick> first = begin("a", MINUTE);
    clock.pass(MINUTE.plusMillis(3));
    Optional<Tick> second = begin("a", MINUTE);
    assertThat(second).isPresent().isNotEqualTo(first);
    assertThat(second.orElseThrow().timestamp()).isEqualTo("2026-11-20T12:01:54.003000");
  }

  @Test
  void leavesOutRunsThatATimerCatchesUpOn() {
    begin("a", MINUTE);
    clock.pass(MINUTE.multipliedBy(3).plusSeconds(20));
    assertThat(begin("a", MINUTE)).isPresent();
    assertThat(begin("a", MINUTE)).isEmpty();
    assertThat(begin("a", MINUTE)).isEmpty();
    clock.pass(Duration.ofSeconds(40));
    assertThat(begin("a", MINUTE)).isPresent();
  }

  @Test
  void aTimerThatIsALittleEarlyIsNotLeftOut() {
    begin("a", MINUTE);
    clock.pass(MINUTE.minusMillis(400));
    assertThat(begin("a", MINUTE)).isPresent();
    clock.pass(MINUTE.minusMillis(400));
    assertThat(begin("a", MINUTE)).isPresent();
  }

  @Test
  void sourcesWithAnotherOffsetFireByThemselves() {
    Optional<Tick> first = begin("a", MINUTE);
    clock.pass(Duration.ofSeconds(5));
    assertThat(ticks.begin("b", MINUTE, Duration.ofSeconds(5))).isPresent().isNotEqualTo(first);
  }

  @Test
  void aSourceThatIsVeryLateReadsAnew() {
    Optional<Tick> first = begin("a", MINUTE);
    clock.pass(Duration.ofSeconds(30));
    assertThat(begin("b", MINUTE)).isPresent().isNotEqualTo(first);
  }

  private Optional<Tick> begin(String source, Duration interval) {
    return ticks.begin(source, interval, Duration.ZERO);
  }
}
