package org.camelometer.component.spool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that uses a spool's store. What came while it committed shares the next commit, so
 * that many producers share one fsync, and one alone waits for no other. While the disk takes
 * nothing it tries again and again, as long as those who wait have patience.
 */
final class Writer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private static final long TICK = TimeUnit.SECONDS.toNanos(1);
  private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(200);

  private final StoreKeeper keeper;
  private final Room room;
  private final Claims claims;
  private final Watcher watcher;
  private final Jobs jobs = new Jobs();
  private final List<Job<?>> held = new ArrayList<>();
  private final Overflow overflow;
  private boolean failing;
  private long again;

  /** Who follows what becomes of the store; in the writer's thread. */
  interface Watcher {
    /** How many units were turned away that no commit has counted yet. */
    long turnedAway();

    /** There was a commit, with so many of these units. */
    void committed(Store store, long turnedAway);

    /** What is in the store isn't what it was. */
    void othersChanged();
  }

  /** Makes one that still has to be run. */
  Writer(StoreKeeper keeper, Room room, Claims claims, Watcher watcher) {
    this.keeper = keeper;
    this.room = room;
    this.claims = claims;
    this.watcher = watcher;
    this.overflow = new Overflow(keeper.store().content().totals().dropped());
  }

  Jobs jobs() {
    return jobs;
  }

  @Override
  public void run() {
    long tick = System.nanoTime() + TICK;
    while (!jobs.isOver()) {
      try {
        carryOut(jobs.take(held.isEmpty() ? TICK : AGAIN));
        if (System.nanoTime() - tick >= 0) {
          lookAfter();
          countTurnedAway();
          tick = System.nanoTime() + TICK;
        }
      } catch (InterruptedException | RuntimeException e) { // nobody else would write
        LOG.error("The writer of the spool {} was disturbed", room.settings().file(), e);
      }
    }
    again = System.nanoTime();
    carryOut(List.of());
    fail(job -> true, "the spool %s is closed".formatted(room.settings().file()));
    countTurnedAway();
    keeper.close();
  }

  private void lookAfter() {
    try {
      if (keeper.lookAfter()) {
        watcher.othersChanged();
        watcher.committed(keeper.store(), 0);
      }
    } catch (StoreException e) {
      if (e.kind() == StoreException.Cause.DAMAGED) {
        renew(e);
      } else {
        LOG.debug("The spool can't be looked after", e);
      }
    }
  }

  /** Nothing else may come that they could share a commit with. */
  private void countTurnedAway() {
    StoreException problem = watcher.turnedAway() > 0 ? attempt(List.of(), 0) : null;
    if (problem != null && problem.kind() == StoreException.Cause.DAMAGED && renew(problem)) {
      attempt(List.of(), 0);
    }
  }

  private void carryOut(List<Job<?>> group) {
    for (Job<?> job : group) {
      if (job.kind() == Job.Kind.READ) {
        read(job);
      } else {
        held.add(job);
      }
    }
    while (!held.isEmpty() && (!failing || System.nanoTime() - again >= 0)) {
      write(group(held));
    }
  }

  private static List<Job<?>> group(List<Job<?>> jobs) {
    int count = 0;
    long bytes = 0;
    while (count < jobs.size() && bytes < Jobs.GROUP_BYTES) {
      bytes += jobs.get(count++).size();
    }
    return List.copyOf(jobs.subList(0, count));
  }

  private void read(Job<?> job) {
    try {
      job.carriedOut(keeper.store()).run();
    } catch (StoreException e) {
      if (e.kind() == StoreException.Cause.DAMAGED) {
        renew(e);
      }
      fail(job, String.valueOf(e.getMessage()));
    }
  }

  private void write(List<Job<?>> group) {
    StoreException problem = attempt(group, 0);
    if (problem != null && problem.kind() == StoreException.Cause.DAMAGED && renew(problem)) {
      problem = attempt(group, 0);
    }
    if (problem == null) {
      worksAgain();
    } else {
      again = System.nanoTime() + AGAIN;
      makeDo(problem);
    }
  }

  /** Puts need room; what takes messages out or notes something needs little, and makes some. */
  private void makeDo(StoreException problem) {
    fails(problem);
    boolean full = problem.kind() == StoreException.Cause.FULL;
    if (full) {
      keeper.spare();
    }
    List<Job<?>> others = held.stream().filter(job -> !job.isPut()).toList();
    if (!others.isEmpty()) {
      attempt(others, 0);
    }
    OverflowPolicy policy = room.settings().policy();
    if (full && policy == OverflowPolicy.DROP_OLDEST) {
      dropForPuts();
    }
    long now = System.nanoTime();
    boolean refuses = policy == OverflowPolicy.REFUSE;
    fail(job -> job.isPut() && (refuses || job.deadline() - now < 0), problem.getMessage());
  }

  /** On a full disk, the pages of old messages take new ones. */
  private void dropForPuts() {
    for (Job<?> put : held.stream().filter(Job::isPut).toList()) {
      if (attempt(List.of(put), 2 * put.size() + (1 << 16)) != null
          && attempt(List.of(put), 8 * put.size() + (1 << 18)) != null) {
        return;
      }
    }
  }

  /**
   * Does it all or nothing; what is done isn't held any more.
   *
   * @param excess how many bytes of the oldest messages are dropped before
   * @return what was in the way; null if nothing was
   */
  private @Nullable StoreException attempt(List<Job<?>> group, long excess) {
    List<Runnable> results;
    try {
      results = transact(group, excess);
    } catch (StoreException e) {
      keeper.store().rollback();
      return e;
    } catch (RuntimeException e) { // a job that can't be done must not stay for ever
      keeper.store().rollback();
      LOG.error("Something is wrong with the spool {}", room.settings().file(), e);
      results = List.of(() -> group.forEach(job -> fail(job, String.valueOf(e))));
    }
    if (group.size() == held.size()) {
      held.clear();
    } else {
      Set<Job<?>> done = Collections.newSetFromMap(new IdentityHashMap<>());
      done.addAll(group);
      held.removeIf(done::contains);
    }
    results.forEach(Runnable::run);
    return null;
  }

  private List<Runnable> transact(List<Job<?>> group, long excess) throws StoreException {
    Store store = keeper.store();
    List<Runnable> results = new ArrayList<>(group.size());
    long turnedAway = watcher.turnedAway();
    long dropped = 0;
    boolean drops = false;
    try {
      if (excess > 0) {
        drops = true;
        dropped = store.dropOldest(excess, claims.begin());
      }
      for (Job<?> job : group) {
        results.add(job.carriedOut(store));
      }
      long over = store.content().queue().bytes() - room.settings().maxBytes();
      if (over > 0 && room.settings().policy() == OverflowPolicy.DROP_OLDEST) {
        drops = true;
        dropped = Math.max(dropped, store.dropOldest(over, claims.begin()));
      }
      if (turnedAway > 0) {
        store.turnedAway(turnedAway);
      }
      store.commit();
      overflow.committed(store.content(), over > 0, room.settings());
    } catch (StoreException e) {
      dropped = 0;
      throw e;
    } finally {
      if (drops) {
        claims.decide(dropped);
      }
    }
    keeper.committed();
    watcher.committed(store, turnedAway);
    return results;
  }

  private boolean renew(StoreException damage) {
    try {
      keeper.renew(damage);
      watcher.othersChanged();
      watcher.committed(keeper.store(), 0);
      return true;
    } catch (StoreException e) {
      fails(e);
      return false;
    }
  }

  private void fails(StoreException e) {
    if (!failing) {
      failing = true;
      LOG.warn("{}; {}", e.getMessage(), consequence(e));
    }
  }

  private String consequence(StoreException e) {
    OverflowPolicy policy = room.settings().policy();
    if (e.kind() == StoreException.Cause.FULL && policy == OverflowPolicy.DROP_OLDEST) {
      return "until it can, the oldest messages are dropped for newer ones, and counted";
    }
    return policy == OverflowPolicy.REFUSE
        ? "messages for it are refused until it takes them again"
        : "messages for it wait, and are refused in the end, until it takes them again";
  }

  private void worksAgain() {
    if (failing && !keeper.isStarved()) {
      failing = false;
      LOG.info("The spool {} takes messages again", room.settings().file());
    }
  }

  private void fail(Predicate<Job<?>> which, @Nullable String sentence) {
    List<Job<?>> over = held.stream().filter(which).toList();
    held.removeIf(which);
    over.forEach(job -> fail(job, String.valueOf(sentence)));
  }

  private static void fail(Job<?> job, String sentence) {
    job.done().completeExceptionally(new NotSpooledException(sentence));
  }
}
