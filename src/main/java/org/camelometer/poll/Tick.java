package org.camelometer.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.camelometer.sample.Resource;
import org.camelometer.sample.Timestamps;

/**
 * The moment at which one or more sources fire, and everything read in it: each thing once, however
 * many sources and pollsters ask. For any number of threads.
 */
public final class Tick {
  private final Instant time;
  private final Deadline deadline;
  private final Optional<Resource> only;
  private final long began = System.nanoTime();
  private final Map<Object, FutureTask<?>> answers = new ConcurrentHashMap<>();

  /** One that may take as long as it takes. */
  public Tick(Instant time) {
    this(time, Deadline.never());
  }

  public Tick(Instant time, Deadline deadline) {
    this(time, deadline, Optional.empty());
  }

  /** One for a single resource, between the ticks of timers. */
  public Tick(Instant time, Deadline deadline, Resource only) {
    this(time, deadline, Optional.of(only));
  }

  private Tick(Instant time, Deadline deadline, Optional<Resource> only) {
    this.time = time;
    this.deadline = deadline;
    this.only = only;
  }

  /** When it began, before anything was read. */
  public Instant time() {
    return time;
  }

  /** When all of it is to have been read; what was read by then counts. */
  public Deadline deadline() {
    return deadline;
  }

  /** The only resource that is polled in it, if it is not for all. */
  public Optional<Resource> only() {
    return only;
  }

  /** How long ago it began. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** {@link #time} as samples carry it. */
  public String timestamp() {
    return Timestamps.text(time);
  }

  /**
   * The answer to a question that is asked at most once in this tick. Who comes while it is being
   * found waits; a failure is an answer too, and is thrown to everybody who asks.
   *
   * @param question equal questions have one answer; use a type of your own
   */
  public <T> T once(Object question, Callable<T> answer) throws Exception {
    FutureTask<T> mine = new FutureTask<>(answer);
    @SuppressWarnings("unchecked") // one question, one type of answer
    FutureTask<T> first = (FutureTask<T>) answers.computeIfAbsent(question, q -> mine);
    if (first == mine) {
      mine.run();
    }
    try {
      return first.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new BrokenExtensionException(e.getCause() == null ? e : e.getCause());
    }
  }
}
