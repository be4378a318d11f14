package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.camelometer.hypervisor.HypervisorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a libvirt can be reached, which all connections to it find out for each other: said once
 * when it can't be and once when it can again. For any number of threads.
 */
final class Reachability {
  private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

  /** Who asks within this time of a failed attempt gets its answer: one cycle makes one attempt. */
  private static final long PAUSE = Duration.ofMillis(500).toNanos();

  private final String uri;
  private final String reached;
  private final String loss;
  private final LongSupplier nanos;
  private @Nullable String reason;
  private long since;

  /** Of connections that only look. */
  Reachability(String uri, LongSupplier nanos) {
    this(uri, "reached", "no guest on it is metered", nanos);
  }

  /**
   * Of others.
   *
   * @param reached what libvirt can't be, as the end of a sentence
   * @param loss what comes of it, as the beginning of a sentence
   */
  Reachability(String uri, String reached, String loss, LongSupplier nanos) {
    this.uri = uri;
    this.reached = reached;
    this.loss = loss;
    this.nanos = nanos;
  }

  String uri() {
    return uri;
  }

  /** Fails at once if the latest attempt has only just failed. */
  synchronized void check() throws HypervisorException {
    if (reason != null && nanos.getAsLong() - since < PAUSE) {
      throw new HypervisorException(sentence());
    }
  }

  synchronized void reached() {
    if (reason != null) {
      LOG.info("libvirt at {} can be {} again", uri, reached);
      reason = null;
    }
  }

  synchronized HypervisorException failed(Exception e) {
    boolean known = reason != null;
    reason = String.valueOf(e.getMessage());
    since = nanos.getAsLong();
    if (!known) {
      LOG.warn("{}; {} until then; every poll tries again", sentence(), loss);
    }
    return new HypervisorException(sentence(), e);
  }

  private String sentence() {
    return "libvirt at %s can't be %s: %s".formatted(uri, reached, reason);
  }
}
