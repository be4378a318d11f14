package org.camelometer.component.spool;

import java.util.concurrent.CompletableFuture;

/**
 * Something to be done with a store, and who waits for it.
 *
 * @param kind when it is done
 * @param work what; done again if the store was renewed in the meantime
 * @param done completed once it lasts, in the writer's thread
 * @param size how many bytes it adds to the store
 * @param deadline until when it may be tried, as {@link System#nanoTime} tells it
 */
record Job<T>(Kind kind, Work<T> work, CompletableFuture<T> done, long size, long deadline) {

  /** When something is done. */
  enum Kind {
    /** At once; changes nothing. */
    READ,
    /** With the next commit, which it brings about. */
    SOON,
    /** The same, and is refused where the disk takes no more. */
    PUT,
    /** With the next commit, which may take a while if there is nothing else. */
    LATER
  }

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

  /** One that adds nothing, and can be tried for ever. */
  static <T> Job<T> of(Kind kind, Work<T> work) {
    return new Job<>(kind, work, new CompletableFuture<>(), 0, Long.MAX_VALUE);
  }

  boolean isPut() {
    return kind == Kind.PUT;
  }
}
