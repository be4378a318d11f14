package org.camelometer.component.spool;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** A durable queue. For any number of threads. */
final class Spool implements AutoCloseable {

  private final Clock clock;
  private final Room room;
  private final Claims claims = new Claims();
  private final Semaphore turn = new Semaphore(1);
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Jobs jobs;
  private final Thread writer;
  private volatile Content content;
  private volatile Span span;

  /** Who wants to know what happens in it; told in the writer's thread. */
  interface Listener {
    /** There may be new messages. */
    void grown();

    /** What was read of it may not be there any more. */
    void othersChanged();
  }

  /** Opens it: takes over its store, which the keeper opened, and which it closes. */
  Spool(SpoolSettings settings, StoreKeeper keeper, Clock clock) {
    this.clock = clock;
    this.room = new Room(settings);
    this.content = keeper.store().content();
    this.span = keeper.store().span();
    room.stored(content.queue().bytes());
    Writer writing =
        new Writer(
            keeper,
            room,
            claims,
            this::committed,
            () -> listeners.forEach(Listener::othersChanged));
    this.jobs = writing.jobs();
    this.writer = new Thread(writing, "spool-" + settings.file().getFileName());
    writer.setDaemon(true);
    writer.start();
  }

  private void committed(Store store) {
    long before = span.newest();
    content = store.content();
    span = store.span();
    room.stored(content.queue().bytes());
    if (span.newest() > before) {
      listeners.forEach(Listener::grown);
    }
  }

  /** From now on it keeps messages like this. */
  void govern(SpoolSettings settings) {
    room.govern(settings);
  }

  void listen(Listener listener) {
    listeners.add(listener);
  }

  void forget(Listener listener) {
    listeners.remove(listener);
  }

  /** Held by the one consumer that delivers. */
  Semaphore turn() {
    return turn;
  }

  /**
   * Puts a message in. Waits for room in the caller's thread where the policy says so.
   *
   * @return its id, once it is on disk; or a {@link NotSpooledException}
   */
  CompletableFuture<Long> put(Entry entry) throws NotSpooledException, InterruptedException {
    if (!room.fits(entry)) {
      jobs.hurry();
    }
    room.take(entry);
    long deadline = System.nanoTime() + room.settings().patience().toNanos();
    CompletableFuture<Long> stored = new CompletableFuture<>();
    CompletableFuture<Long> done = stored.whenComplete((id, failure) -> room.give(entry));
    var unused =
        ask(
            new Job<>(
                Job.Kind.PUT,
                store -> store.append(entry, clock.millis()),
                stored,
                entry.size(),
                deadline));
    return done;
  }

  /** The oldest messages behind this one. */
  CompletableFuture<List<Spooled>> page(long after, int count, long bytes) {
    return ask(Job.of(Job.Kind.READ, store -> store.page(after, count, bytes)));
  }

  /** Takes a message to deliver it; whether it is still there. */
  boolean claim(long id) throws InterruptedException {
    return claims.claim(id);
  }

  /** Whoever delivered ends. */
  void release() {
    claims.release();
  }

  /**
   * Takes out a message that was delivered. That may take a while: a crash before has it delivered
   * once more.
   */
  CompletableFuture<?> remove(long id, long refused) {
    return ask(
        Job.of(
            room.isAskedFor() ? Job.Kind.SOON : Job.Kind.LATER,
            store -> {
              store.remove(id, refused);
              return id;
            }));
  }

  /** Notes how often a message was tried in vain. */
  CompletableFuture<?> attempted(long id, int attempts) {
    return ask(
        Job.of(
            Job.Kind.LATER,
            store -> {
              store.attempted(id, attempts);
              return id;
            }));
  }

  /**
   * Sets a message apart that can't be delivered.
   *
   * @param bytes what all of these may take; -1 = a tenth of the spool
   */
  CompletableFuture<?> quarantine(long id, String reason, long bytes) {
    return ask(
        Job.of(
            Job.Kind.SOON,
            store -> {
              store.quarantine(id, reason, clock.millis());
              store.trimQuarantine(bytes < 0 ? room.settings().quarantineBytes() : bytes);
              return id;
            }));
  }

  /** Has the oldest messages that were set apart tried again; how many these are. */
  CompletableFuture<Integer> retryOldest(int count) {
    return ask(Job.of(Job.Kind.SOON, store -> store.retryOldest(count)));
  }

  /** What is in it, as it was committed last. */
  Content content() {
    return content;
  }

  /** From where to where it reaches. */
  Span span() {
    return span;
  }

  private <T> CompletableFuture<T> ask(Job<T> job) {
    if (!jobs.add(job)) {
      job.done()
          .completeExceptionally(
              new NotSpooledException("the spool %s is closed".formatted(room.settings().file())));
    }
    return job.done();
  }

  @Override
  public String toString() {
    return room.settings().file().toString();
  }

  /** Writes what was put in before, and lets the file go. */
  @Override
  public void close() {
    jobs.close();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
