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
  private final LongSupplier nanos;
  private @Nullable String reason;
  private long since;

  Reachability(String uri, LongSupplier nanos) {
    this.uri = uri;
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
      LOG.info("libvirt at {} can be reached again", uri);
      reason = null;
    }
  }

  synchronized HypervisorException failed(Exception e) {
    boolean known = reason != null;
    reason = String.valueOf(e.getMessage());
    since = nanos.getAsLong();
    if (!known) {
      LOG.warn("{}; no guest on it is metered until then; every poll tries again", sentence());
    }
    return new HypervisorException(sentence(), e);
  }

  private String sentence() {
    return "libvirt at %s can't be reached: %s".formatted(uri, reason);
  }
}
