package org.camelometer.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.camelometer.poll.StuckResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StuckGuestsTest {
  private static final Instant BEGINNING = Instant.parse("2026-11-20T12:00:00Z");

  private Instant now = BEGINNING;
  private final StuckGuests stuck = new StuckGuests(new TestClock());
  private final LogLines log = new LogLines(StuckGuests.class);

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void areSaidOnceEachAndOnceMoreWhenTheyAnswer() {
    for (int i = 0; i < 3; i++) {
      stuck.found("1", "one", "its process is stopped");
      stuck.hung("1", "one", "libvirt waits in vain");
      pass(Duration.ofMinutes(1));
    }
    stuck.answered("1");
    stuck.answered("1");
    assertThat(log.lines())
        .hasSize(2)
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .startsWith("WARN guest one (1) doesn't answer: its process is stopped;");
              assertThat(lines.get(1)).isEqualTo("INFO guest one (1) answers again, after 180 s");
            });
    assertThat(stuck.contains("1")).isFalse();
  }

  @Test
  void areToldBySinceWhenLibvirtWaitsWhichStaysTrue() {
    pass(Duration.ofMillis(60_922));
    assertThat(stuck.waitedFor(Duration.ofMillis(922)))
        .isEqualTo("libvirt has waited in vain for its process since 2026-11-20T12:01:00Z");
  }

  @Test
  void areListedByNameWithTheReasonAndSinceWhen() {
    stuck.found("1", "zebra", "its process is stopped");
    pass(Duration.ofSeconds(7));
    stuck.hung("2", "ant", "libvirt waits in vain");
    pass(Duration.ofSeconds(7));
    stuck.hung("1", "zebra", "libvirt waits in vain");
    assertThat(stuck.list())
        .containsExactly(
            new StuckResource("2", "ant", BEGINNING.plusSeconds(7), "libvirt waits in vain"),
            new StuckResource("1", "zebra", BEGINNING, "its process is stopped"));
  }

  @Test
  void areDueAtOnceAndThenAfterAPauseThatDoublesUpToTenMinutes() {
    stuck.hung("1", "one", "why");
    assertThat(stuck.isDue("1")).isTrue();
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      stuck.hung("1", "one", "why");
      pauses.add(secondsUntilDue());
    }
    assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L);
  }

  @Test
  void beginWithTheShortPauseAgainOnceTheyHaveAnswered() {
    stuck.hung("1", "one", "why");
    stuck.hung("1", "one", "why");
    stuck.hung("1", "one", "why");
    stuck.answered("1");
    stuck.hung("1", "one", "why");
    assertThat(stuck.isDue("1")).isTrue();
    stuck.hung("1", "one", "why");
    assertThat(secondsUntilDue()).isEqualTo(5);
  }

  @Test
  void areForgottenWhenTheyDoNotRunAnyMore() {
    stuck.found("1", "one", "why");
    stuck.found("2", "two", "why");
    stuck.keep(List.of("2", "3"));
    assertThat(log.lines()).hasSize(3).last().isEqualTo("INFO guest one (1) doesn't run any more");
    assertThat(stuck.list()).extracting(StuckResource::id).containsExactly("2");
    assertThat(stuck.contains("1")).isFalse();
    assertThat(stuck.isDue("1")).as("like any guest that answers").isTrue();
  }

  private long secondsUntilDue() {
    long seconds = 0;
    while (!stuck.isDue("1")) {
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
