package org.camelometer.component.spool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of a spool on in the order in which they were put in, a few at a time, and
 * takes each out once the route has succeeded with it. After a failure nothing newer is sent until
 * those that failed are done with, one after the other. One thread sends; the routes answer in any.
 */
final class Deliveries implements Runnable, Spool.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private static final int PAGE = 100;
  private static final long PAGE_BYTES = 4L << 20;
  private static final long UNREADABLE = TimeUnit.SECONDS.toNanos(1);

  private final Spool spool;
  private final Rules rules;
  private final Route route;
  private final ReentrantLock gate = new ReentrantLock();
  private final Condition changed = gate.newCondition();
  private final Deque<Spooled> fetched = new ArrayDeque<>();
  private final TreeMap<Long, Attempt> failed = new TreeMap<>();
  private boolean running = true;
  private boolean suspended;
  private boolean ending;
  private long lastMoment;
  private boolean fetching;
  private boolean recovering;
  private int fetches;
  private int underWay;
  private long sent;
  private long fetchedUpTo;
  private long pauseEnd;
  private volatile @Nullable String failure;

  /**
   * How messages are delivered.
   *
   * @param maxInFlight how many may be under way
   * @param redelivery when one that failed is tried again
   * @param quarantineBytes what those set apart may take; -1 = a tenth of the spool
   */
  record Rules(int maxInFlight, Redelivery redelivery, long quarantineBytes) {}

  /** A message, and how often it was tried in vain. */
  record Attempt(Spooled message, int attempts) {}

  /**
   * What came of an attempt.
   *
   * @param problem why the route failed; null if it didn't
   * @param permanent whether it would fail again and again
   * @param refused how many units it could not deliver though it succeeded
   */
  record Answer(@Nullable String problem, boolean permanent, long refused) {}

  /** Who hears what came of an attempt, once. */
  interface Answered {
    void with(Answer answer);
  }

  /** Where messages go. */
  interface Route {
    void send(Attempt attempt, Answered answered);
  }

  Deliveries(Spool spool, Rules rules, Route route) {
    this.spool = spool;
    this.rules = rules;
    this.route = route;
  }

  /** Why the message at the head was not taken at its last attempt; null if it was. */
  @Nullable String failure() {
    return failure;
  }

  @Override
  public void run() {
    spool.listen(this);
    try {
      if (isMyTurn()) {
        deliver();
      }
    } catch (InterruptedException e) {
      LOG.debug("Deliveries end", e);
    } finally {
      spool.forget(this);
    }
  }

  /** Another route that ends may still have it. */
  private boolean isMyTurn() throws InterruptedException {
    boolean mine = false;
    while (!mine && isRunning()) {
      mine = spool.turn().tryAcquire(100, TimeUnit.MILLISECONDS);
    }
    return mine;
  }

  private boolean isRunning() {
    gate.lock();
    try {
      return running;
    } finally {
      gate.unlock();
    }
  }

  private void deliver() throws InterruptedException {
    try {
      Attempt next = next();
      while (next != null) {
        Attempt attempt = next;
        if (attempt.attempts() == 0 || isStillThere(attempt.message())) {
          route.send(attempt, answer -> answered(attempt, answer));
        } else {
          over(attempt, false);
        }
        next = next();
      }
    } finally {
      spool.release();
      spool.turn().release();
    }
  }

  /** An operator may have dropped it because it is in the way. */
  private boolean isStillThere(Spooled message) throws InterruptedException {
    try {
      List<Spooled> there = spool.page(message.id() - 1, 1, 1).get();
      return !there.isEmpty() && there.get(0).id() == message.id();
    } catch (ExecutionException e) {
      LOG.debug("The spool {} can't be read", spool, e);
      return true;
    }
  }

  /** Waits for a message that may be sent; null at the end. */
  private @Nullable Attempt next() throws InterruptedException {
    gate.lock();
    try {
      while (running) {
        Attempt next = isHeldUp() ? null : failed.isEmpty() ? fresh() : again();
        if (next != null) {
          underWay++;
          return next;
        }
        rest();
      }
      return null;
    } finally {
      gate.unlock();
    }
  }

  private boolean isHeldUp() {
    int most = recovering || !failed.isEmpty() ? 1 : rules.maxInFlight();
    return suspended || isTooLate() || underWay >= most;
  }

  /** At the end nothing is tried again: who failed before has had its turn. */
  private boolean isTooLate() {
    return ending && (failure != null || System.nanoTime() - lastMoment > 0);
  }

  @SuppressWarnings("WaitNotInLoop") // the loop is around it
  private void rest() throws InterruptedException {
    long pause = pauseEnd - System.nanoTime();
    if (isHeldUp()) {
      changed.await();
    } else if (pause > 0) {
      changed.awaitNanos(pause);
    } else if (failed.isEmpty() && fetched.isEmpty()) {
      changed.await();
    }
  }

  private @Nullable Attempt again() {
    if (pauseEnd - System.nanoTime() > 0) {
      return null;
    }
    recovering = true;
    return failed.remove(failed.firstKey());
  }

  private @Nullable Attempt fresh() throws InterruptedException {
    if (fetched.size() < PAGE / 2) {
      fetch();
    }
    Spooled message = fetched.poll();
    if (message == null) {
      return null;
    }
    sent = message.id();
    return spool.claim(sent) ? new Attempt(message, message.attempts()) : null;
  }

  private void fetch() {
    if (fetching || spool.span().newest() <= fetchedUpTo || pauseEnd - System.nanoTime() > 0) {
      return;
    }
    fetching = true;
    int mine = ++fetches;
    var unused =
        spool
            .page(fetchedUpTo, PAGE, PAGE_BYTES)
            .whenComplete((page, problem) -> fetched(mine, page, problem));
  }

  private void fetched(int number, @Nullable List<Spooled> page, @Nullable Throwable problem) {
    gate.lock();
    try {
      if (number != fetches) {
        return; // from before others changed something
      }
      fetching = false;
      if (page == null) {
        LOG.debug("The spool {} can't be read", spool, problem);
        pauseEnd = System.nanoTime() + UNREADABLE;
      } else if (page.isEmpty()) {
        fetchedUpTo = Math.max(fetchedUpTo, spool.span().newest());
      } else {
        fetched.addAll(page);
        fetchedUpTo = page.get(page.size() - 1).id();
      }
      changed.signalAll();
    } finally {
      gate.unlock();
    }
  }

  private void answered(Attempt attempt, Answer answer) {
    long id = attempt.message().id();
    int attempts = attempt.attempts() + 1;
    String problem = answer.problem();
    boolean hopeless = answer.permanent() || rules.redelivery().isLast(attempts);
    tell(problem);
    if (problem == null) {
      var unused = spool.remove(id, answer.refused());
    } else if (hopeless) {
      var unused = spool.quarantine(id, problem, rules.quarantineBytes());
    } else {
      var unused = spool.attempted(id, attempts);
    }
    over(new Attempt(attempt.message(), attempts), problem != null && !hopeless);
  }

  private void over(Attempt attempt, boolean again) {
    gate.lock();
    try {
      underWay--;
      recovering = false;
      if (again) {
        failed.put(attempt.message().id(), attempt);
        pauseEnd = System.nanoTime() + pause(attempt.attempts());
      }
      changed.signalAll();
    } finally {
      gate.unlock();
    }
  }

  private long pause(int attempts) {
    return rules.redelivery().pause(attempts, ThreadLocalRandom.current()::nextDouble).toNanos();
  }

  private void tell(@Nullable String problem) {
    String before = failure;
    failure = problem;
    if (before == null && problem != null) {
      LOG.warn(
          "The messages of the spool {} can't be delivered, and stay in it: {}", spool, problem);
    } else if (before != null && problem == null) {
      LOG.info("The messages of the spool {} are delivered again", spool);
    }
  }

  void suspend(boolean rests) {
    gate.lock();
    try {
      suspended = rests;
      ending &= rests;
      changed.signalAll();
    } finally {
      gate.unlock();
    }
  }

  /** Sends nothing more after this moment, nor after a failure. */
  void sendUntil(long moment) {
    gate.lock();
    try {
      ending = true;
      lastMoment = moment;
      changed.signalAll();
    } finally {
      gate.unlock();
    }
  }

  /** Whether there is something that it still means to send. */
  boolean goesOn() {
    gate.lock();
    try {
      return running && !suspended && failure == null && !isTooLate();
    } finally {
      gate.unlock();
    }
  }

  /** Sends nothing more; what is under way is still taken out if it succeeds. */
  void end() {
    gate.lock();
    try {
      running = false;
      changed.signalAll();
    } finally {
      gate.unlock();
    }
  }

  @Override
  public void grown() {
    gate.lock();
    try {
      changed.signalAll();
    } finally {
      gate.unlock();
    }
  }

  @Override
  public void othersChanged() {
    gate.lock();
    try {
      fetched.clear();
      fetching = false;
      fetches++;
      fetchedUpTo = sent;
      pauseEnd = System.nanoTime();
      changed.signalAll();
    } finally {
      gate.unlock();
    }
  }
}
