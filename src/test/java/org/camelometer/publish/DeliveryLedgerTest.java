package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.camelometer.hypervisor.libvirt.LogLines;
import org.camelometer.sample.Batch;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class DeliveryLedgerTest {
  private static final Sample SAMPLE = Sample.builder("cpu", MeterType.GAUGE, "").build();

  private final DeliveryLedger ledger = new DeliveryLedger("The publisher", 50);

  @Test
  void cutsBatchesIntoWhatIsSentAtOnce() {
    assertThat(ledger.chunks(samples(120)))
        .toIterable()
        .extracting(Batch::size)
        .containsExactly(50, 50, 20);
    assertThat(ledger.accepted()).isZero();
  }

  @Test
  void balances() {
    ledger.accept(samples(107));
    ledger.turnedAway(samples(4));
    ledger.delivered(50);
    ledger.refused(30, new IOException("full"));
    ledger.refused(20, new PartlyRefusedException(5, "5 were too large", new IOException()));
    assertThat(ledger.delivered()).isEqualTo(65);
    assertThat(ledger.refused()).isEqualTo(39);
    assertThat(ledger.refusals()).isEqualTo(Map.of("failed", 35L, "queue full", 4L));
    assertThat(ledger.pending()).isEqualTo(3);
  }

  @Test
  void remembersWhyUntilItWorksAgain() {
    ledger.refused(1, new IOException("full"));
    assertThat(ledger.fault()).isEqualTo("full");
    ledger.delivered(1);
    assertThat(ledger.fault()).isEmpty();
  }

  @Test
  void refusesTheRestOfABatchOnceTheAgentEnds() {
    ledger.accept(samples(120));
    Iterator<Batch> chunks = ledger.chunks(samples(120));
    ledger.delivered(chunks.next().size());
    try (LogLines log = new LogLines(DeliveryLedger.class)) {
      ledger.giveUp();
      assertThat(log.lines())
          .containsExactly(
              "WARN The publisher has not taken 70 samples, which are lost: it has no spool, and the"
                  + " agent ends.");
    }
    assertThat(chunks.hasNext()).isFalse();
    assertThat(ledger.refusals()).isEqualTo(Map.of("failed", 70L));
    assertThat(ledger.pending()).isZero();
    assertThat(ledger.chunks(samples(1)).hasNext()).isFalse();
  }

  @Test
  void aReceiverThatFailsNowAndThenIsSaidOnce() {
    try (LogLines log = new LogLines(Fault.class)) {
      for (int i = 0; i < 100; i++) {
        ledger.refused(1, new IOException("500"));
        ledger.delivered(1);
      }
      assertThat(log.lines())
          .containsExactly(
              "WARN The publisher refuses samples, which are lost and counted: 500",
              "INFO The publisher takes samples again; 1 were refused.");
    }
  }

  private static List<Sample> samples(int count) {
    return Collections.nCopies(count, SAMPLE);
  }
}
