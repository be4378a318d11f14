package org.camelometer.component.spool;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A durable queue. For any number of threads. */
final class Spool implements AutoCloseable {

  private final Clock clock;
  private final Room room;
  private final Claims claims = new Claims();
  private final Semaphore turn = new Semaphore(1);
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Jobs jobs;
  private final Thread writer;
  private volatile View view;

  /**
   * What is known of the store.
   *
   * @param content as it was committed last
   * @param span the same
   * @param turnedAway units that no commit has counted yet
   */
  private record View(Content content, Span span, long turnedAway) {
    View turnedAway(long units) {
      return new View(content, span, turnedAway + units);
    }
  }

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
    Store store = keeper.store();
    this.view = new View(store.content(), store.span(), 0);
    room.stored(store.content().queue().bytes());
    Writer writing = new Writer(keeper, room, claims, new Progress());
    this.jobs = writing.jobs();
    this.writer = new Thread(writing, "spool-" + settings.file().getFileName());
    writer.setDaemon(true);
    writer.start();
  }

  /** What was known before. */
  private synchronized View change(UnaryOperator<View> how) {
    View before = view;
    view = how.apply(before);
    return before;
  }

  private final class Progress implements Writer.Watcher {
    @Override
    public long turnedAway() {
      return view.turnedAway();
    }

    @Override
    public void committed(Store store, long turnedAway) {
      Content content = store.content();
      Span span = store.span();
      View before = change(old -> new View(content, span, old.turnedAway() - turnedAway));
      room.stored(content.queue().bytes());
      if (span.newest() > before.span().newest()) {
        listeners.forEach(Listener::grown);
      }
    }

    @Override
    public void othersChanged() {
      listeners.forEach(Listener::othersChanged);
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
   * Puts a message in. Waits for room in the caller's thread where the policy says so. What is not
   * taken in is counted.
   *
   * @return its id, once it is on disk; or a {@link NotSpooledException}
   */
  CompletableFuture<Long> put(Entry entry) throws NotSpooledException, InterruptedException {
    if (!room.fits(entry)) {
      jobs.hurry();
    }
    try {
      room.take(entry);
    } catch (NotSpooledException | InterruptedException e) {
      turnAway(List.of(entry));
      throw e;
    }
    long deadline = System.nanoTime() + room.settings().patience().toNanos();
    CompletableFuture<Long> stored = new CompletableFuture<>();
    CompletableFuture<Long> done = stored.whenComplete((id, failure) -> ended(entry, failure));
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

  private void ended(Entry entry, @Nullable Throwable failure) {
    room.give(entry);
    if (failure != null) {
      turnAway(List.of(entry));
    }
  }

  /** Counts messages that are not taken in; the next commit has them, within about a second. */
  void turnAway(List<Entry> entries) {
    long units = entries.stream().mapToLong(Entry::units).sum();
    var unused = change(old -> old.turnedAway(units));
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
    return view.content();
  }

  /** From where to where it reaches. */
  Span span() {
    return view.span();
  }

  /** What is in it and what became of the rest, with what was turned away since the last commit. */
  SpoolStatus status() {
    View now = view;
    return SpoolStatus.of(now.content().turnedAway(now.turnedAway()), now.span());
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
