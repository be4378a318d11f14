package org.camelometer.publish;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a publisher doesn't deliver at the moment. Says so once when it begins and once when it is
 * over. What comes and goes is said once and not at every turn: again only if it comes back after a
 * quiet while, or stays. For any number of threads.
 */
final class Fault {
  private static final Logger LOG = LoggerFactory.getLogger(Fault.class);

  /** So long without a failure makes the next one news. */
  static final Duration QUIET = Duration.ofMinutes(3);

  /** So long without a success makes a failure news, however often it was there before. */
  static final Duration LASTING = Duration.ofSeconds(30);

  private final String publisher;
  private final String does;
  private final LongSupplier nanos;
  private @Nullable String reason;
  private boolean told;
  private boolean muted;
  private long since;
  private long latest;
  private boolean known;

  /**
   * None yet.
   *
   * @param publisher how people know it
   * @param does what it does because of the fault, such as {@code refuses samples}
   * @param nanos a clock such as {@link System#nanoTime}
   */
  Fault(String publisher, String does, LongSupplier nanos) {
    this.publisher = publisher;
    this.does = does;
    this.nanos = nanos;
  }

  /** Notes a failure. */
  synchronized void begin(Exception failure) {
    Throwable cause = cause(failure);
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    long now = nanos.getAsLong();
    if (reason == null) {
      since = now;
    }
    if (!told && !muted && isNews(now)) {
      LOG.warn("{} {}: {}", publisher, does, message);
      LOG.debug("{} failed", publisher, cause);
      told = true;
    }
    reason = message;
    latest = now;
    known = true;
  }

  private boolean isNews(long now) {
    return !known || now - latest >= QUIET.toNanos() || now - since >= LASTING.toNanos();
  }

  /**
   * Notes a success.
   *
   * @param after what is to be known once it is over, as the end of a sentence
   * @return whether it was said
   */
  synchronized boolean end(String after) {
    boolean says = told && !muted;
    pass();
    if (says) {
      LOG.info("{} takes samples again; {}.", publisher, after);
    }
    return says;
  }

  /** Notes a success after what needs no line when it is over. */
  synchronized void pass() {
    reason = null;
    told = false;
  }

  /** Notes that something else is the matter now; that it is over is said at a success. */
  synchronized void giveWay() {
    reason = null;
  }

  /** Says nothing from now on. */
  synchronized void mute() {
    muted = true;
  }

  /** What Camel wraps says more than its wrapping. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapping = failure.getClass().getName().startsWith("org.apache.camel.");
    return wrapping && cause != null ? cause(cause) : failure;
  }

  /** Empty while there is none. */
  synchronized String reason() {
    return reason == null ? "" : reason;
  }
}
