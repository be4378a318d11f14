package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequeuePauseTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow
  private final RequeuePause pause =
      new RequeuePause(
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(3), () -> 0.5), nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void growsWhileNothingSucceeds() {
    assertThat(pause.next()).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(pause.next()).isEqualTo(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(2));
    assertThat(pause.next()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void isSharedByWhatFailsMeanwhile() {
    assertThat(pause.next()).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofMillis(400));
    assertThat(pause.next()).isEqualTo(Duration.ofMillis(600));
    pass(Duration.ofMillis(600));
    assertThat(pause.next()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void beginsAnewAfterASuccess() {
    assertThat(pause.next()).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    pause.reset();
    assertThat(pause.next()).isEqualTo(Duration.ofSeconds(1));
  }
}
