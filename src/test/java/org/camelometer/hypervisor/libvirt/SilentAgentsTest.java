package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilentAgentsTest {
  private static final Set<String> CONNECTED = Set.of("1");

  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final SilentAgents silent = new SilentAgents(new TestClock());
  private final LogLines log = new LogLines(SilentAgents.class);

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void areSaidOnceEachAndOnceMoreWhenTheyAnswer() {
    silent.fellSilent("1", "one");
    pass(Duration.ofMinutes(1));
    silent.fellSilent("1", "one");
    pass(Duration.ofMinutes(2));
    silent.answered("1", "one");
    silent.answered("1", "one");
    assertThat(log.lines()).hasSize(2);
    assertThat(log.lines().get(0)).startsWith("WARN the agent in guest one (1) doesn't answer;");
    assertThat(log.lines().get(1))
        .isEqualTo("INFO the agent in guest one (1) answers again, after 180 s");
  }

  @Test
  void areNotSaidAnewBecauseTheirConnectionComesAndGoes() {
    for (int i = 0; i < 4; i++) {
      silent.keep(CONNECTED);
      silent.fellSilent("1", "one");
      pass(Duration.ofMinutes(10));
      silent.keep(Set.of());
    }
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void areAskedAtOnceWhenTheyAreConnectedAnew() {
    silent.fellSilent("1", "one");
    assertThat(silent.isDue("1")).isFalse();
    silent.keep(Set.of());
    silent.keep(CONNECTED);
    assertThat(silent.isDue("1")).isTrue();
    silent.fellSilent("1", "one");
    assertThat(secondsUntilDue()).isEqualTo(60);
  }

  @Test
  void areLeftAloneForAPauseThatDoublesUpToAnHour() {
    silent.fellSilent("1", "one");
    assertThat(secondsUntilDue()).isEqualTo(60);
    silent.fellSilent("1", "one");
    assertThat(secondsUntilDue()).isEqualTo(120);
    for (int i = 0; i < 9; i++) {
      silent.fellSilent("1", "one");
    }
    assertThat(secondsUntilDue()).isEqualTo(3600);
  }

  @Test
  void areForgottenWhenTheyHaveBeenGoneForAnHour() {
    silent.fellSilent("1", "one");
    silent.keep(Set.of());
    pass(Duration.ofMinutes(61));
    silent.keep(Set.of());
    silent.fellSilent("1", "one");
    assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("WARN"));
  }

  private long secondsUntilDue() {
    long seconds = 0;
    while (!silent.isDue("1")) {
      pass(Duration.ofSeconds(1));
      seconds++;
    }
    return seconds;
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new AssertionError("nobody needs another zone");
    }
  }
}
