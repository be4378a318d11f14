package org.camelometer.runtime;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that carries copies of batches to the users' taps: one, so that they come in order,
 * and with a bounded queue, so that a slow tap loses copies instead of memory.
 */
final class Taps {
  private static final int QUEUE = 1000;

  private Taps() {}

  static ExecutorService executor() {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(QUEUE),
        task -> {
          Thread thread = new Thread(task, "camelometer-taps");
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.DiscardPolicy());
  }
}
