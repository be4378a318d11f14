package org.camelometer.component.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MismatchTest {
  private static String explain(String arg, String received, String current) {
    return Mismatch.explain(
        new IOException(
            "PRECONDITION_FAILED - inequivalent arg '%s' for queue 'q' in vhost '/': received %s but current is %s"
                .formatted(arg, received, current)));
  }

  @Test
  void namesTheOptionThatDiffers() {
    assertThat(explain("durable", "'false'", "'true'"))
        .startsWith(
            "queue 'q' exists with durable=true, and not with durable=false: set durable=true, or"
                + " delete the queue, or take it as it is with skipQueueDeclare=true"
                + " (PRECONDITION_FAILED");
  }

  @Test
  void namesTheArgumentThatTheQueueHasAndTheOptionsLack() {
    assertThat(explain("x-message-ttl", "none", "the value '60000' of type 'long'"))
        .startsWith(
            "queue 'q' exists with arg.queue.x-message-ttl=60000, and not without"
                + " arg.queue.x-message-ttl: set arg.queue.x-message-ttl=60000, or");
  }

  @Test
  void namesTheArgumentThatTheOptionsHaveAndTheQueueLacks() {
    assertThat(explain("x-queue-type", "the value 'quorum' of type 'longstr'", "none"))
        .startsWith(
            "queue 'q' exists without queueType, and not with queueType=quorum: leave queueType out, or");
  }

  @Test
  void repeatsWhateverElseTheBrokerSays() {
    assertThat(Mismatch.explain(new IOException("RESOURCE_LOCKED - locked")))
        .isEqualTo("RESOURCE_LOCKED - locked");
  }
}
