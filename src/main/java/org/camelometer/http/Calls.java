package org.camelometer.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that wait for an answer of a server. For any number of threads. */
public final class Calls {
  private final Set<CompletableFuture<Void>> deadlines = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  /** Notes a call, which is given up when this is complete: at once if nobody waits any longer. */
  void begin(CompletableFuture<Void> deadline) {
    deadlines.add(deadline);
    if (aborted) {
      deadline.complete(null);
    }
  }

  @SuppressWarnings("CollectionUndefinedEquality") // each is the same object that began
  void end(CompletableFuture<Void> deadline) {
    deadlines.remove(deadline);
  }

  /** Has all of them given up, and those that begin later. */
  public void abort() {
    aborted = true; // first, so that none slips in between
    deadlines.forEach(deadline -> deadline.complete(null));
  }

  boolean areAborted() {
    return aborted;
  }
}
