package org.camelometer.publish;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camelometer.component.spool.SpoolStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account of a publisher with a spool. The spool's file keeps it, so it goes on after a
 * restart.
 */
public final class SpoolLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolLedger.class);

  private final String publisher;
  private final Supplier<SpoolStatus> spool;
  private final Fault intake;
  private final Fault delivery;
  private final Fault hopeless;
  private final Fault partial;
  private final LongAdder turnedAway = new LongAdder();

  /**
   * Shows an account.
   *
   * @param publisher how people know it
   * @param spool the state of its spool at the moment
   */
  public SpoolLedger(String publisher, Supplier<SpoolStatus> spool) {
    this(publisher, spool, System::nanoTime);
  }

  SpoolLedger(String publisher, Supplier<SpoolStatus> spool, LongSupplier nanos) {
    this.publisher = publisher;
    this.spool = spool;
    this.intake =
        new Fault("The spool of " + publisher, "refuses samples, which are counted", nanos);
    this.delivery = new Fault(publisher, "doesn't take samples, which wait in its spool", nanos);
    this.hopeless =
        new Fault(publisher, "will never take some samples, which its spool sets apart", nanos);
    this.partial = new Fault(publisher, "refuses some samples, which are lost and counted", nanos);
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
    intake.begin(reason);
    if (acceptance != null) {
      acceptance.refuse("%s: %s".formatted(publisher, reason.getMessage()));
    }
  }

  /** Notes that a record was delivered. */
  public void works() {
    hopeless.pass();
    partial.pass();
    delivery.end("%d wait in its spool".formatted(pending()));
  }

  /** Notes that a record was delivered but for some of its samples. */
  public void partlyRefused(PartlyRefusedException reason) {
    works();
    partial.begin(reason);
  }

  /**
   * Notes that a record was not delivered.
   *
   * @throws Exception the same, so that the spool keeps the record or sets it apart
   */
  public void fails(Exception reason) throws Exception {
    partial.pass();
    if (reason instanceof UndeliverableException) {
      delivery.giveWay();
      hopeless.begin(reason);
    } else {
      hopeless.pass();
      delivery.begin(reason);
    }
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
    return faults().map(Fault::reason).filter(reason -> !reason.isEmpty()).findFirst().orElse("");
  }

  @Override
  public void giveUp() {
    long left = left();
    if (left > 0 && delivery.reason().isEmpty()) {
      LOG.info("{} gets {} samples after the next start: they wait in its spool.", publisher, left);
    }
    faults().forEach(Fault::mute);
  }

  private long left() {
    try {
      return pending();
    } catch (IllegalStateException closed) { // its routes have just ended
      return 0;
    }
  }

  private Stream<Fault> faults() {
    return Stream.of(delivery, hopeless, partial, intake);
  }
}
