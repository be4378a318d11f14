package org.camelometer.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final Backoff backoff = new Backoff(nanos::get);

  @Test
  void theFirstAttemptIsDue() {
    assertThat(backoff.remaining()).isZero();
  }

  @Test
  void pausesDoubleUpToAMinute() {
    assertThat(
            IntStream.range(0, 8)
                .mapToObj(
                    n -> {
                      backoff.failed();
                      return backoff.remaining().toSeconds();
                    }))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void aPauseEnds() {
    backoff.failed();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(backoff.remaining()).isZero();
  }

  @Test
  void successStartsAnew() {
    backoff.failed();
    backoff.failed();
    backoff.succeeded();
    backoff.failed();
    assertThat(backoff.remaining()).isEqualTo(Duration.ofSeconds(1));
  }
}
