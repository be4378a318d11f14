package org.camelometer.poll;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.camelometer.sample.Timestamps;

/**
 * The moment at which one or more sources fire, and everything read in it: each thing once, however
 * many sources and pollsters ask. For any number of threads.
 */
public final class Tick {
  private final Instant time;
  private final Map<Object, FutureTask<?>> answers = new ConcurrentHashMap<>();

  public Tick(Instant time) {
    this.time = time;
  }

  /** When it began, before anything was read. */
  public Instant time() {
    return time;
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
