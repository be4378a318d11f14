package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.camelometer.component.spool.SpoolStatus;
import org.camelometer.hypervisor.libvirt.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpoolLedgerTest {
  private final IOException away = new IOException("nobody answers");

  private final UndeliverableException never = new UndeliverableException("it says 400");
  private final AtomicLong nanos = new AtomicLong();

  private final SpoolLedger ledger =
      new SpoolLedger(
          "Publisher x",
          () -> new SpoolStatus(2, 1000, 40, null, 100, 30, 2, 5, 20, 3, 7, 1, 20),
          nanos::get);

  private final LogLines log = new LogLines(Fault.class);

  @AfterEach
  void closeTheLog() {
    log.close();
  }

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

  @Test
  void whatItSetsApartIsSaidAlsoAfterItTookNothing() {
    fail(away);
    fail(never);
    fail(never);
    assertThat(ledger.fault()).isEqualTo("it says 400");
    assertThat(log.lines())
        .containsExactly(
            "WARN Publisher x doesn't take samples, which wait in its spool: nobody answers",
            "WARN Publisher x will never take some samples, which its spool sets apart: it says 400");

    ledger.works();

    assertThat(ledger.fault()).isEmpty();
    assertThat(log.lines())
        .hasSize(3)
        .last()
        .isEqualTo("INFO Publisher x takes samples again; 40 wait in its spool.");
  }

  @Test
  void aReceiverThatTakesSomeAndNeverOthersIsSaidOnceUntilItWasQuiet() {
    for (int i = 0; i < 100; i++) {
      fail(never);
      ledger.works();
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
    }
    assertThat(log.lines()).hasSize(1);

    nanos.addAndGet(Fault.QUIET.toNanos());
    fail(never);

    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void aReceiverThatComesAndGoesIsSaidAgainWhenItStaysAway() {
    for (int i = 0; i < 100; i++) {
      fail(away);
      ledger.works();
    }
    assertThat(log.lines()).hasSize(2);

    fail(away);
    nanos.addAndGet(Fault.LASTING.toNanos());
    fail(away);
    fail(away);

    assertThat(log.lines()).hasSize(3).last().asString().contains("doesn't take samples");
  }

  @Test
  void atTheEndItSaysWhatWaitsForTheNextStartAndNothingMore() {
    try (LogLines end = new LogLines(SpoolLedger.class)) {
      ledger.giveUp();
      fail(away);
      assertThat(end.lines())
          .containsExactly(
              "INFO Publisher x gets 40 samples after the next start: they wait in its spool.");
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void atTheEndASpoolThatIsClosedAlreadyHoldsNothingUp() {
    SpoolLedger closed =
        new SpoolLedger(
            "Publisher y",
            () -> {
              throw new IllegalStateException("the spool y is not open");
            });
    try (LogLines end = new LogLines(SpoolLedger.class)) {
      closed.giveUp();
      assertThat(end.lines()).isEmpty();
    }
  }

  private void fail(Exception reason) {
    assertThatThrownBy(() -> ledger.fails(reason)).isSameAs(reason);
  }
}
