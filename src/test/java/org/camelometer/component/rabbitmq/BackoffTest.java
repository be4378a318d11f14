package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void doublesUpToTheLongestPauseAndBeginsAnewWhenReset() {
    Backoff backoff = new Backoff(FIRST, LONGEST, () -> 0.5);
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(seconds));
    }
    backoff.reset();
    assertThat(backoff.next()).isEqualTo(FIRST);
  }

  @Test
  void spreadsEachPauseByAFifth() {
    assertThat(new Backoff(FIRST, LONGEST, () -> 0).next()).isEqualTo(Duration.ofMillis(800));
    assertThat(new Backoff(FIRST, LONGEST, () -> 1).next()).isEqualTo(Duration.ofMillis(1200));
  }

  @Test
  void keepsAFirstPauseThatIsLongerThanTheLongest() {
    Backoff backoff = new Backoff(Duration.ofMinutes(1), LONGEST, () -> 0.5);
    assertThat(backoff.next()).isEqualTo(Duration.ofMinutes(1));
    assertThat(backoff.next()).isEqualTo(Duration.ofMinutes(1));
  }
}
