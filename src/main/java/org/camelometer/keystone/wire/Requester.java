package org.camelometer.keystone.wire;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.camelometer.http.OversizeException;
import org.camelometer.http.UnreachableException;
import org.camelometer.poll.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Gets answers: within the budget, within the deadline, and with some patience for services that
 * are busy or away. Requests are repeated after 429, most of 5xx, and where no connection came
 * about, with pauses that double, or as long as the service says. An answer that doesn't end in
 * time or is too long isn't asked for again: it would cost the service the same once more. For any
 * number of threads; blocks.
 */
public final class Requester {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Transport transport;
  private final RequestLimits limits;
  private final Calls calls;
  private final Time time;

  /**
   * What time is for a requester.
   *
   * @param clock the time of day
   * @param nanos nanoseconds of a clock that is never set back
   * @param random numbers from 0 to 1, so that agents don't come again at the same moment
   */
  public record Time(Clock clock, LongSupplier nanos, Pause pause, DoubleSupplier random) {
    /** As it passes. */
    public static Time real(Clock clock) {
      return new Time(clock, System::nanoTime, Pause.SLEEP, Math::random);
    }
  }

  /** Prepares to ask. */
  public Requester(Transport transport, RequestLimits limits, Calls calls, Time time) {
    this.transport = transport;
    this.limits = limits;
    this.calls = calls;
    this.time = time;
  }

  /** What was asked. */
  public Calls calls() {
    return calls;
  }

  /** The limits that it keeps. */
  public RequestLimits limits() {
    return limits;
  }

  /**
   * Gives the last answer, whatever its status.
   *
   * @param until not longer than this, nor than the deadline of the limits
   * @throws ServiceException if there was no answer
   */
  public Answer send(Request request, Deadline until) throws ServiceException {
    Deadline end = Deadline.in(shorter(limits.deadline(), until.remaining()), time.nanos());
    for (int attempt = 1; ; attempt++) {
      Outcome outcome = attempt(request, end);
      Duration pause = outcome.asked().orElse(pause(attempt));
      boolean fits = pause.compareTo(end.remaining()) < 0;
      if (!fits) {
        outcome.asked().ifPresent(rest -> calls.rest(request.service(), rest));
      }
      if (!outcome.isPassing() || !fits || attempt >= limits.attempts()) {
        return end(request, outcome);
      }
      calls.retried(request.service());
      rest(request, pause);
    }
  }

  /** What came of an attempt: an answer or a fault. */
  private record Outcome(
      Optional<Answer> answer, Optional<IOException> fault, Optional<Duration> asked) {
    boolean isPassing() {
      return answer.map(Answer::isPassing).orElse(false)
          || (fault.orElse(null) instanceof UnreachableException e && e.isOfConnection());
    }
  }

  private Outcome attempt(Request request, Deadline end) throws ServiceException {
    if (end.isOver()) {
      throw failed(request, "wasn't sent: the time for it is over", null);
    }
    Optional<String> refusal = calls.take(request.service());
    if (refusal.isPresent()) {
      throw new ServiceException(request, "wasn't sent: " + refusal.get(), null);
    }
    try {
      Answer answer = transport.send(request, shorter(limits.timeout(), end.remaining()));
      Optional<Duration> asked =
          answer.isPassing() ? RetryAfter.of(answer, time.clock()) : Optional.empty();
      return new Outcome(Optional.of(answer), Optional.empty(), asked);
    } catch (IOException e) {
      return new Outcome(Optional.empty(), Optional.of(e), Optional.empty());
    }
  }

  private Answer end(Request request, Outcome outcome) throws ServiceException {
    if (outcome.answer().isPresent()) {
      Answer answer = outcome.answer().get();
      if (!answer.isSuccess()) {
        calls.failed(request.service());
      }
      return answer;
    }
    IOException e = outcome.fault().orElseThrow();
    String advice =
        e instanceof OversizeException ? "; raise " + RequestLimits.LARGEST + " to take it" : "";
    throw failed(request, "failed: " + e.getMessage() + advice, e);
  }

  private ServiceException failed(Request request, String fault, @Nullable Throwable cause) {
    calls.failed(request.service());
    return new ServiceException(request, fault, cause);
  }

  private void rest(Request request, Duration pause) throws ServiceException {
    try {
      time.pause().of(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(request, "was given up while it waited: the agent ends", e);
    }
  }

  /** Twice as long each time, less up to a half of it. */
  private Duration pause(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
    double share = 1 - time.random().getAsDouble() / 2;
    return Duration.ofMillis(Math.round(shorter(pause, LONGEST_PAUSE).toMillis() * share));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
