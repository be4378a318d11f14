package org.camelometer.publish;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps account of a publisher without a spool, from its start on: what it fails to deliver is
 * refused.
 */
public final class DeliveryLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLedger.class);

  private final String publisher;
  private final int chunkSize;
  private final Fault fault;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private long refusedBefore;
  private volatile boolean ends;

  /**
   * Opens an account.
   *
   * @param publisher how people know it
   * @param chunkSize the most samples that it sends at once
   */
  public DeliveryLedger(String publisher, int chunkSize) {
    this(publisher, chunkSize, System::nanoTime);
  }

  DeliveryLedger(String publisher, int chunkSize, LongSupplier nanos) {
    this.publisher = publisher;
    this.chunkSize = chunkSize;
    this.fault = new Fault(publisher, "refuses samples, which are lost and counted", nanos);
  }

  /** Takes a batch into the account. */
  public void accept(List<Sample> batch) {
    accepted.add(batch.size());
  }

  /** Cuts a batch into what is sent at once. Once it was given up, the rest is refused instead. */
  public Iterator<Batch> chunks(List<Sample> batch) {
    Iterator<Batch> all = Batch.chunks(batch, chunkSize).iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (ends) {
          all.forEachRemaining(rest -> failed.add(rest.size()));
        }
        return all.hasNext();
      }

      @Override
      public Batch next() {
        return all.next();
      }
    };
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
    fault.begin(reason);
  }

  /** Notes that a batch that was accepted had no room in the publisher's queue. */
  public void turnedAway(List<Sample> batch) {
    turnedAway.add(batch.size());
    fault.begin(new IllegalStateException("it is busy with earlier ones, and its queue is full"));
  }

  private synchronized void works() {
    long refused = refused();
    if (fault.end("%d were refused".formatted(refused - refusedBefore))) {
      refusedBefore = refused;
    }
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

  @Override
  public void giveUp() {
    long left = pending();
    if (left > 0) {
      LOG.warn(
          "{} has not taken {} samples, which are lost: it has no spool, and the agent ends.",
          publisher,
          left);
    }
    fault.mute();
    ends = true;
  }
}
