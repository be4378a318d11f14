package org.camelometer.runtime;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private final Backlog backlog = new Backlog();
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  BacklogTest() throws InterruptedException {
    while (backlog.remainingCapacity() > 0) {
      assertThat(backlog.offer(exchange, 1, DAYS)).isTrue();
    }
  }

  @Test
  void nobodyWaitsOnceSomebodyHasWaitedInVain() throws InterruptedException {
    assertThat(backlog.offer(exchange, 1, NANOSECONDS)).isFalse();

    assertThat(backlog.offer(exchange, 1, DAYS)).isFalse(); // at once, or this test never ends
  }

  @Test
  void takesBatchesAgainWhenThereIsRoom() throws InterruptedException {
    assertThat(backlog.offer(exchange, 1, NANOSECONDS)).isFalse();
    backlog.take();

    assertThat(backlog.offer(exchange, 1, DAYS)).isTrue();
    assertThat(backlog.offer(exchange, 1, NANOSECONDS)).isFalse();
  }
}
