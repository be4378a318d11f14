package org.camelometer.component.spool;

import java.util.concurrent.CompletableFuture;

/**
 * Something to be done with a store, and who waits for it.
 *
 * @param work what; made again if the store was renewed in the meantime
 * @param done completed once it lasts, in the writer's thread
 */
record Job<T>(Work<T> work, CompletableFuture<T> done) {

  /** What is done in the writer's thread. */
  @FunctionalInterface
  interface Work<T> {
    T on(Store store) throws StoreException;
  }

  /** What it came to, for the time after the commit. */
  Runnable carriedOut(Store store) throws StoreException {
    T result = work.on(store);
    return () -> done.complete(result);
  }
}
