package org.camelometer.component.spool;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable queue. One thread writes: what came while it committed goes into the next commit, so
 * that many producers share one fsync, and one alone waits for no other. For any number of threads.
 */
final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  /** What one commit takes at most. */
  private static final int GROUP = 1000;

  private final SpoolSettings settings;
  private final Clock clock;
  private final StoreKeeper keeper;
  private final Room room;
  private final Claims claims = new Claims();
  private final BlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
  private final Thread writer;
  private final Object news = new Object();
  private long newest;
  private volatile Content content;
  private volatile boolean closed;
  private volatile boolean failing;

  /**
   * Opens it.
   *
   * @param keeper who opens its store, and renews it when it is damaged
   * @throws StoreException if that isn't possible
   */
  Spool(SpoolSettings settings, StoreKeeper keeper, Clock clock) throws StoreException {
    this.settings = settings;
    this.keeper = keeper;
    this.clock = clock;
    this.room = new Room(settings);
    this.content = keeper.store().content();
    this.newest = keeper.store().newest();
    room.stored(content.bytes());
    this.writer = new Thread(this::write, "spool-" + settings.file().getFileName());
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Puts a message in. Waits for room in the caller's thread where the policy says so.
   *
   * @return its id, once it is on disk; or a {@link NotSpooledException}
   */
  CompletableFuture<Long> put(Entry entry) throws NotSpooledException, InterruptedException {
    room.take(entry);
    CompletableFuture<Long> done =
        ask(
            store -> {
              long id = store.append(entry, clock.millis());
              makeRoom(store);
              return id;
            });
    return done.whenComplete(
        (id, failure) -> {
          room.give(entry);
          if (id != null) {
            tell(id);
          }
        });
  }

  private void makeRoom(Store store) throws StoreException {
    long excess = store.content().bytes() - settings.maxBytes();
    if (excess > 0 && settings.policy() == OverflowPolicy.DROP_OLDEST) {
      claims.dropped(store.dropOldest(excess, claims.claimed()));
    }
  }

  private void tell(long id) {
    synchronized (news) {
      newest = Math.max(newest, id);
      news.notifyAll();
    }
  }

  /** Waits until there is a message behind this one, but no longer than that; whether there is. */
  boolean await(long after, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    synchronized (news) {
      while (newest <= after && !closed) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        news.wait(left);
      }
      return newest > after;
    }
  }

  /** The oldest messages behind this one. */
  CompletableFuture<List<Spooled>> page(long after, int count, long bytes) {
    return ask(store -> store.page(after, count, bytes));
  }

  /** Takes a message to deliver it; whether it is still there. */
  boolean claim(long id) {
    return claims.claim(id);
  }

  /** Takes out a message that was delivered. */
  CompletableFuture<?> remove(long id) {
    return ask(
        store -> {
          store.remove(id);
          return id;
        });
  }

  /** Notes how often a message was tried in vain. */
  CompletableFuture<?> attempted(long id, int attempts) {
    return ask(
        store -> {
          store.attempted(id, attempts);
          return id;
        });
  }

  /** Sets a message apart that can't be delivered. */
  CompletableFuture<?> quarantine(long id, String reason) {
    return ask(
        store -> {
          store.quarantine(id, reason, clock.millis());
          return id;
        });
  }

  /** What is in it. */
  Content content() {
    return content;
  }

  private <T> CompletableFuture<T> ask(Job.Work<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    if (closed) {
      done.completeExceptionally(
          new NotSpooledException("the spool %s is closed".formatted(settings.file())));
    } else {
      jobs.add(new Job<>(work, done));
    }
    return done;
  }

  private void write() {
    List<Job<?>> group = new ArrayList<>();
    while (!closed || !jobs.isEmpty()) {
      try {
        group.add(jobs.take());
        jobs.drainTo(group, GROUP - 1);
        carryOut(group);
      } catch (InterruptedException end) {
        LOG.debug("The spool {} is closed", settings.file());
      }
      group.clear();
    }
    keeper.close();
  }

  private void carryOut(List<Job<?>> group) {
    try {
      List<Runnable> results = attempt(group);
      worksAgain();
      results.forEach(Runnable::run);
    } catch (StoreException e) {
      fails(e);
      NotSpooledException failure = new NotSpooledException(String.valueOf(e.getMessage()), e);
      group.forEach(job -> job.done().completeExceptionally(failure));
    }
  }

  /** A second time with a new store, if the first turns out to be damaged. */
  private List<Runnable> attempt(List<Job<?>> group) throws StoreException {
    try {
      return transact(group);
    } catch (StoreException e) {
      keeper.rollback();
      if (e.kind() != StoreException.Cause.DAMAGED) {
        throw e;
      }
      keeper.renew(e);
      return transact(group);
    }
  }

  private List<Runnable> transact(List<Job<?>> group) throws StoreException {
    synchronized (claims) { // what is dropped in it must not be claimed before it lasts
      List<Runnable> results = new ArrayList<>(group.size());
      Store store = keeper.store();
      for (Job<?> job : group) {
        results.add(job.carriedOut(store));
      }
      store.commit();
      content = store.content();
      room.stored(content.bytes());
      keeper.committed(content.totals());
      return results;
    }
  }

  private void fails(StoreException e) {
    if (!failing) {
      failing = true;
      LOG.warn("{}; messages for it are refused until it takes them again", e.getMessage());
    }
  }

  private void worksAgain() {
    if (failing) {
      failing = false;
      LOG.info("The spool {} takes messages again", settings.file());
    }
  }

  /** Writes what was put in before, and lets the file go. */
  @Override
  public void close() {
    closed = true;
    synchronized (news) {
      news.notifyAll();
    }
    jobs.add(new Job<>(store -> true, new CompletableFuture<>())); // wakes the writer
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
