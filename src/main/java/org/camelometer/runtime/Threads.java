package org.camelometer.runtime;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The agent's own threads; none of them keeps the process alive. */
final class Threads {
  private static final int TAPPED_BATCHES = 1000;

  private Threads() {}

  /**
   * The thread that carries copies of batches to the users' taps: one, so that they come in order,
   * and with a bounded queue, so that a slow tap loses copies instead of memory.
   */
  static ExecutorService forTaps() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(TAPPED_BATCHES),
        named("camelometer-taps"),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Threads for batches that wait for a sink: as many as wait, which is one a source at most. */
  static ExecutorService forSinks() {
    return Executors.newCachedThreadPool(named("camelometer-sinks"));
  }

  /** Threads in which publishers accept a batch: as many as a sink has, for each busy sink. */
  static ExecutorService forFanOut() {
    return Executors.newCachedThreadPool(named("camelometer-fan-out"));
  }

  /** The thread in which an agent's routes end, while another looks at the clock. */
  static ExecutorService forTheEnd() {
    return Executors.newSingleThreadExecutor(named("camelometer-end"));
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
