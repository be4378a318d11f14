package org.camelometer.publish.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemedyTest {
  private static final String BROKER = " (PRECONDITION_FAILED - inequivalent arg)";

  @Test
  void namesTheOptionsThatANotifierUrlHas() {
    assertThat(
            Remedy.of(
                "exchange 'ceilometer' exists with autoDelete=true, and not with autoDelete=false:"
                    + " set autoDelete=true, or delete the exchange, or take it as it is with"
                    + " skipExchangeDeclare=true"
                    + BROKER))
        .isEqualTo(
            "exchange 'ceilometer' exists with autoDelete=true, and not with autoDelete=false:"
                + " set auto_delete=true, or delete the exchange, or take it as it is with"
                + " declare=false"
                + BROKER);
  }

  @Test
  void leavesOutWhatANotifierUrlHasNoOptionFor() {
    assertThat(
            Remedy.of(
                "exchange 'ceilometer' exists with exchangeType=fanout, and not with"
                    + " exchangeType=topic: set exchangeType=fanout, or delete the exchange, or take"
                    + " it as it is with skipExchangeDeclare=true"))
        .endsWith(
            "exchangeType=topic: delete the exchange, or take it as it is with declare=false");
  }

  @Test
  void namesTheOptionToLeaveOut() {
    assertThat(
            Remedy.of(
                "queue 'q' exists without queueType, and not with queueType=quorum: leave queueType"
                    + " out, or delete the queue, or take it as it is with skipQueueDeclare=true"))
        .contains("leave queue_type out, or delete the queue")
        .endsWith("declare=false");
  }

  @Test
  void leavesOtherSentencesAlone() {
    assertThat(Remedy.of("nobody answers at mq1")).isEqualTo("nobody answers at mq1");
  }
}
