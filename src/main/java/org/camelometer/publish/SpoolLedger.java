package org.camelometer.publish;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.camelometer.component.spool.SpoolStatus;
import org.jspecify.annotations.Nullable;

/**
 * The account of a publisher with a spool. The spool's file keeps it, so it goes on after a
 * restart.
 */
public final class SpoolLedger implements Ledger {
  private final String publisher;
  private final Supplier<SpoolStatus> spool;
  private final Fault intake;
  private final Fault delivery;
  private final LongAdder turnedAway = new LongAdder();

  /**
   * Shows an account.
   *
   * @param publisher how people know it
   * @param spool the state of its spool at the moment
   */
  public SpoolLedger(String publisher, Supplier<SpoolStatus> spool) {
    this.publisher = publisher;
    this.spool = spool;
    this.intake = new Fault("The spool of " + publisher);
    this.delivery = new Fault(publisher);
  }

  /** Notes that the spool took what it was given. */
  public void kept() {
    intake.end("%d were refused since the start".formatted(turnedAway.sum()));
  }

  /**
   * Notes that the spool did not take these many samples.
   *
   * @param acceptance tells whoever handed them over; null if nobody asks
   */
  public void turnedAway(int samples, Exception reason, @Nullable Acceptance acceptance) {
    turnedAway.add(samples);
    intake.begin(reason, "refuses samples, which are counted");
    if (acceptance != null) {
      acceptance.refuse("%s: %s".formatted(publisher, reason.getMessage()));
    }
  }

  /** Notes that a record was delivered. */
  public void works() {
    delivery.end("%d wait in its spool".formatted(pending()));
  }

  /** Notes that a record was delivered but for some of its samples. */
  public void partlyRefused(PartlyRefusedException reason) {
    delivery.begin(reason, "refuses some samples, which are lost and counted");
  }

  /**
   * Notes that a record was not delivered.
   *
   * @throws Exception the same, so that the spool keeps the record or sets it apart
   */
  public void fails(Exception reason) throws Exception {
    delivery.begin(
        reason,
        reason instanceof UndeliverableException
            ? "will never take some samples, which its spool sets apart"
            : "doesn't take samples, which wait in its spool");
    throw reason;
  }

  /** The spool's own figures. */
  public SpoolStatus spool() {
    return spool.get();
  }

  @Override
  public String publisher() {
    return publisher;
  }

  @Override
  public long accepted() {
    SpoolStatus status = spool();
    return status.accepted() + status.turnedAway();
  }

  @Override
  public long delivered() {
    return spool().delivered();
  }

  @Override
  public long pending() {
    return spool().pending();
  }

  @Override
  public Map<String, Long> refusals() {
    SpoolStatus status = spool();
    return DeliveryLedger.nonZero(
        Map.of(
            "dropped for newer", status.dropped(),
            "refused by the receiver", status.refused(),
            "set apart", status.quarantined(),
            "spool damaged", status.lost(),
            "spool full", status.turnedAway()));
  }

  @Override
  public String fault() {
    return delivery.reason().isEmpty() ? intake.reason() : delivery.reason();
  }
}
