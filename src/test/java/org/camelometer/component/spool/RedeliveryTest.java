package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedeliveryTest {
  private static final Redelivery RULES =
      new Redelivery(Duration.ofSeconds(1), 2, Duration.ofSeconds(10), 0.2, 3);

  @Test
  void pausesGrowUpToTheLongest() {
    assertThat(IntStream.of(1, 2, 3, 4, 5, 100).mapToLong(n -> RULES.pause(n, () -> 0).toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
  }

  @Test
  void apartOfAPauseIsLeftToChance() {
    assertThat(RULES.pause(1, () -> 1)).isEqualTo(Duration.ofMillis(800));
    assertThat(RULES.pause(1, () -> 0.5)).isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void endAfterTheMostAttemptsOrNever() {
    assertThat(RULES.isLast(2)).isFalse();
    assertThat(RULES.isLast(3)).isTrue();
    Redelivery endless = new Redelivery(Duration.ofSeconds(1), 2, Duration.ofSeconds(10), 0, -1);
    assertThat(endless.isLast(Integer.MAX_VALUE)).isFalse();
  }
}
