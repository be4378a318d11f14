package org.camelometer.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps account of one publisher: what it accepted was delivered, was refused, or is pending. Says
 * once when a publisher stops taking samples and once when it takes them again. For any number of
 * threads.
 */
public final class DeliveryLedger {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLedger.class);

  private final String publisher;
  private final int chunkSize;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private @Nullable String fault;
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
  }

  /** Takes a batch into the account, and cuts it into what is sent at once. */
  public List<Batch> accept(List<Sample> batch) {
    accepted.add(batch.size());
    List<Batch> chunks = new ArrayList<>();
    for (int from = 0; from < batch.size(); from += chunkSize) {
      chunks.add(Batch.of(batch.subList(from, Math.min(batch.size(), from + chunkSize))));
    }
    return chunks;
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
    refused.add(lost);
    fails(reason);
  }

  private synchronized void works() {
    if (fault != null) {
      fault = null;
      LOG.info("{} takes samples again; {} were refused.", publisher, refused() - refusedBefore);
    }
    refusedBefore = refused();
  }

  private synchronized void fails(Exception failure) {
    Throwable reason = reason(failure);
    String message = reason.getMessage() == null ? reason.toString() : reason.getMessage();
    if (fault == null) {
      LOG.warn("{} refuses samples, which are lost and counted: {}", publisher, message);
      LOG.debug("{} failed", publisher, reason);
    }
    fault = message;
  }

  /** What Camel wraps says more than its wrapping. */
  private static Throwable reason(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapping = failure.getClass().getName().startsWith("org.apache.camel.");
    return wrapping && cause != null ? reason(cause) : failure;
  }

  public String publisher() {
    return publisher;
  }

  /** Samples that it was given. */
  public long accepted() {
    return accepted.sum();
  }

  /** Samples that it sent, and as far as it can know, that arrived. */
  public long delivered() {
    return delivered.sum();
  }

  /** Samples that it could not take; they are lost. */
  public long refused() {
    return refused.sum();
  }

  /** Why it refused the latest batch; empty if it took it. */
  public synchronized String fault() {
    return fault == null ? "" : fault;
  }
}
