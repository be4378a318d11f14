package org.camelometer.publish;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;

/**
 * Keeps account of a publisher without a spool, from its start on: what it fails to deliver is
 * refused.
 */
public final class DeliveryLedger implements Ledger {
  private final String publisher;
  private final int chunkSize;
  private final Fault fault;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private long refusedBefore;

  /**
   * Opens an account.
   *
   * @param publisher how people know it
   * @param chunkSize the most samples that it sends at once
   */
  public DeliveryLedger(String publisher, int chunkSize) {
    this.publisher = publisher;
    this.chunkSize = chunkSize;
    this.fault = new Fault(publisher);
  }

  /** Takes a batch into the account. */
  public void accept(List<Sample> batch) {
    accepted.add(batch.size());
  }

  /** Cuts a batch into what is sent at once. */
  public List<Batch> chunks(List<Sample> batch) {
    return Batch.chunks(batch, chunkSize);
  }

  /** Notes that these many samples have arrived. */
  public void delivered(int samples) {
    delivered.add(samples);
    works();
  }

  /** Notes that these many samples were sent, and not all of them taken. */
  public void refused(int samples, Exception reason) {
    int lost = reason instanceof PartlyRefusedException part ? part.refused() : samples;
    delivered.add(samples - lost);
    failed.add(lost);
    fault.begin(reason, "refuses samples, which are lost and counted");
  }

  /** Notes that a batch that was accepted had no room in the publisher's queue. */
  public void turnedAway(List<Sample> batch) {
    turnedAway.add(batch.size());
    fault.begin(
        new IllegalStateException("it is busy with earlier ones, and its queue is full"),
        "refuses samples, which are lost and counted");
  }

  private synchronized void works() {
    fault.end("%d were refused".formatted(refused() - refusedBefore));
    refusedBefore = refused();
  }

  @Override
  public String publisher() {
    return publisher;
  }

  @Override
  public long accepted() {
    return accepted.sum();
  }

  @Override
  public long delivered() {
    return delivered.sum();
  }

  @Override
  public Map<String, Long> refusals() {
    return nonZero(Map.of("failed", failed.sum(), "queue full", turnedAway.sum()));
  }

  /** Reasons that happened, in the order of the alphabet. */
  static Map<String, Long> nonZero(Map<String, Long> reasons) {
    Map<String, Long> known = new TreeMap<>(reasons);
    known.values().removeIf(count -> count == 0);
    return known;
  }

  @Override
  public long pending() {
    long done = delivered() + refused(); // first, so that it is never below zero
    return accepted() - done;
  }

  @Override
  public String fault() {
    return fault.reason();
  }
}
