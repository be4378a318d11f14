package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.Batch;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class DeliveryLedgerTest {
  private static final Sample SAMPLE = Sample.builder("cpu", MeterType.GAUGE, "").build();

  private final DeliveryLedger ledger = new DeliveryLedger("The publisher", 50);

  @Test
  void cutsBatchesIntoWhatIsSentAtOnce() {
    assertThat(ledger.chunks(samples(120)).stream().map(Batch::size)).containsExactly(50, 50, 20);
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

  private static List<Sample> samples(int count) {
    return Collections.nCopies(count, SAMPLE);
  }
}
