package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.camelometer.component.spool.SpoolStatus;
import org.junit.jupiter.api.Test;

class SpoolLedgerTest {
  private final IOException away = new IOException("nobody answers");

  private final SpoolLedger ledger =
      new SpoolLedger(
          "Publisher x", () -> new SpoolStatus(2, 1000, 40, null, 100, 30, 2, 5, 20, 3, 7, 1, 20));

  @Test
  void balancesWithWhatTheSpoolTurnedAway() {
    assertThat(ledger.accepted()).isEqualTo(107);
    assertThat(ledger.accepted())
        .isEqualTo(ledger.delivered() + ledger.pending() + ledger.refused());
    assertThat(ledger.refusals())
        .isEqualTo(
            Map.of(
                "dropped for newer", 5L,
                "refused by the receiver", 2L,
                "set apart", 20L,
                "spool damaged", 3L,
                "spool full", 7L));
  }

  @Test
  void tellsWhoeverHandedSamplesOverThatTheyWereNotAccepted() {
    Acceptance acceptance = new Acceptance();
    assertThat(acceptance.refusal()).isEmpty();

    ledger.turnedAway(7, new IOException("the disk is full"), acceptance);

    assertThat(acceptance.refusal()).contains("Publisher x: the disk is full");
  }

  @Test
  void aFailureGoesOnToTheSpoolAndIsTheFaultUntilTheNextSuccess() {
    assertThatThrownBy(() -> ledger.fails(away)).isSameAs(away);
    assertThat(ledger.fault()).isEqualTo("nobody answers");

    ledger.works();

    assertThat(ledger.fault()).isEmpty();
  }

  @Test
  void aSpoolThatTakesNothingIsAFaultUntilItDoes() {
    ledger.turnedAway(1, new IOException("the disk is full"), null);
    assertThat(ledger.fault()).isEqualTo("the disk is full");

    ledger.kept();

    assertThat(ledger.fault()).isEmpty();
  }
}
