package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.camelometer.hypervisor.HypervisorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a libvirt can be reached and answers, which all connections to it find out for each
 * other: said once when it doesn't and once when it does again. For any number of threads.
 */
final class Reachability {
  private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

  /** Who asks within this time of a failed attempt gets its answer: one cycle makes one attempt. */
  private static final long PAUSE = Duration.ofMillis(500).toNanos();

  private final String uri;
  private final String reached;
  private final String loss;
  private final LongSupplier nanos;

  /** Why libvirt is of no use at present, as a sentence. */
  private @Nullable String reason;

  /** Whether that is because it doesn't answer. */
  private boolean silent;

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

  /** Fails at once if the latest attempt to connect has only just failed. */
  synchronized void check() throws HypervisorException {
    if (reason != null && !silent && nanos.getAsLong() - since < PAUSE) {
      throw new UnreachableException(reason);
    }
  }

  /** A connection was opened. */
  synchronized void reached() {
    if (reason != null && !silent) {
      LOG.info("libvirt at {} can be {} again", uri, reached);
      reason = null;
    }
  }

  /** A call that asks no guest was answered. */
  synchronized void answered() {
    if (reason != null && silent) {
      LOG.info("libvirt at {} answers again", uri);
      reason = null;
    }
  }

  /** An attempt to connect failed, or a connection was lost and couldn't be opened anew. */
  synchronized HypervisorException failed(Exception e) {
    since = nanos.getAsLong();
    return lost("libvirt at %s can't be %s: %s".formatted(uri, reached, e.getMessage()), false, e);
  }

  /** A call that asks no guest was not answered in its time. */
  synchronized HypervisorException silent(NoAnswerException e) {
    return lost(
        "libvirt at %s doesn't answer; see whether its daemon hangs".formatted(uri), true, e);
  }

  /** The same failure, or that libvirt doesn't answer where that was found and said before. */
  synchronized HypervisorException known(HypervisorException e) {
    return reason != null && silent ? new UnreachableException(reason, e) : e;
  }

  private HypervisorException lost(String sentence, boolean hangs, Exception e) {
    boolean known = reason != null;
    reason = sentence;
    silent = hangs;
    if (!known) {
      LOG.warn("{}; {} until that is over", sentence, loss);
    }
    return new UnreachableException(sentence, e);
  }
}
