package org.camelometer.hypervisor.libvirt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.camelometer.hypervisor.HypervisorException;
import org.camelometer.poll.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * One reading of many guests, in chunks over several connections. A chunk whose call takes long is
 * watched while another connection goes on in its place; the guest at which it hangs is told apart,
 * its connection given up, and the other guests of the chunk are read anew. For one thread, once.
 */
final class BulkReading {
  /** Guests read by one call: enough to make few calls, and few to be read anew if one hangs. */
  private static final int CHUNK = 16;

  /** The same for those of a chunk that hung once: there may be more of the kind among them. */
  private static final int SMALL_CHUNK = 4;

  /** For so many milliseconds a guest is left to who else asks it. */
  private static final long A_MOMENT = 10;

  private final Workers workers;
  private final Question question;
  private final Patience patience;
  private final Deadline deadline;
  private final Deque<List<String>> waiting = new ArrayDeque<>();
  private final List<Running> running = new ArrayList<>();
  private final BlockingQueue<Running> ended = new LinkedBlockingQueue<>();
  private final Map<String, Answer> answers = new HashMap<>();
  private final Map<String, Duration> hanging = new HashMap<>();
  private final Set<String> busy = new LinkedHashSet<>();
  private final Set<String> unread = new HashSet<>();
  private @Nullable Deadline untilBusyIsSlow;
  private @Nullable HypervisorException failure;

  /** What is asked of libvirt. */
  interface Question {
    /** The figures of these guests by their id; asked in order, and may hang at any of them. */
    Map<String, Answer> figures(LibvirtConnect connect, List<String> ids)
        throws HypervisorException;

    /**
     * For how long libvirt has been waiting for an answer of these guests, where it does; zero
     * where something else keeps it from asking, for nobody knows how long.
     */
    Map<String, Duration> waits(LibvirtConnect connect, List<String> ids)
        throws HypervisorException;
  }

  /**
   * When to believe what.
   *
   * @param suspicious a call that takes longer is watched
   * @param stuck a guest that libvirt has been waiting for this long doesn't answer
   */
  record Patience(Duration suspicious, Duration stuck) {

    /** The same, shortened so that there is time to read the others anew. */
    Patience within(Duration time) {
      return new Patience(
          shorter(suspicious, time.dividedBy(8)), shorter(stuck, time.dividedBy(4)));
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }
  }

  /**
   * What came of it. Guests that are nowhere in it are gone.
   *
   * @param hanging guests that don't answer, and how long they were waited for
   * @param unread guests that were there as far as is known, and were not read all the same: the
   *     time was over, or the call failed
   * @param failure why some could not be read, if libvirt said so
   */
  record Outcome(
      Map<String, Answer> answers,
      Map<String, Duration> hanging,
      Set<String> unread,
      Optional<HypervisorException> failure) {}

  private static final class Running {
    final Worker worker;
    final List<String> ids;
    final CompletableFuture<Map<String, Answer>> answer;
    final Deadline trust;
    boolean suspect;

    Running(
        Worker worker,
        List<String> ids,
        CompletableFuture<Map<String, Answer>> answer,
        Deadline trust) {
      this.worker = worker;
      this.ids = ids;
      this.answer = answer;
      this.trust = trust;
    }
  }

  BulkReading(Workers workers, Question question, Patience patience, Deadline deadline) {
    this.workers = workers;
    this.question = question;
    this.patience = patience;
    this.deadline = deadline;
  }

  /**
   * Reads.
   *
   * @param ids guests to be read together
   * @param doubtful guests to be read one by one, after the others
   */
  Outcome read(List<String> ids, List<String> doubtful) {
    addChunks(ids, CHUNK);
    addChunks(doubtful, 1);
    try {
      while (start() || !running.isEmpty() || askBusyAgain()) {
        Running one = ended.poll(pause().toNanos(), TimeUnit.NANOSECONDS);
        if (one != null) {
          settle(one);
        } else {
          look();
        }
        if (deadline.isOver()) {
          giveUp();
        }
      }
    } catch (InterruptedException e) {
      giveUp();
      Thread.currentThread().interrupt();
    }
    return new Outcome(answers, hanging, unread, Optional.ofNullable(failure));
  }

  private void addChunks(List<String> ids, int size) {
    for (int i = 0; i < ids.size(); i += size) {
      waiting.add(ids.subList(i, Math.min(i + size, ids.size())));
    }
  }

  /** Starts what can be started; whether anything is left to start. */
  private boolean start() {
    if (deadline.isOver()) {
      leaveWaiting();
    }
    while (!waiting.isEmpty() && trusted() < workers.size()) {
      Optional<Worker> worker = workers.take();
      if (worker.isEmpty()) {
        if (running.isEmpty()) {
          failure = workers.exhausted();
          leaveWaiting();
        }
        return !waiting.isEmpty();
      }
      start(worker.get(), waiting.remove());
    }
    return !waiting.isEmpty();
  }

  private void start(Worker worker, List<String> ids) {
    CompletableFuture<Map<String, Answer>> answer = new CompletableFuture<>();
    Running one = new Running(worker, ids, answer, Deadline.in(patience.suspicious()));
    running.add(one);
    worker.ask(connect -> question.figures(connect, ids), answer, () -> ended.add(one));
  }

  private long trusted() {
    return running.stream().filter(one -> !one.suspect).count();
  }

  /** How long nothing but the end of a call is worth waking up for. */
  private Duration pause() {
    Duration pause = deadline.remaining();
    for (Running one : running) {
      Duration wait = one.suspect ? patience.suspicious() : one.trust.remaining();
      pause = wait.compareTo(pause) < 0 ? wait : pause;
    }
    return pause.isZero() ? Duration.ofMillis(1) : pause;
  }

  private void settle(Running one) {
    if (running.remove(one)) {
      workers.give(one.worker);
      try {
        one.answer.join().forEach(this::note);
      } catch (CompletionException e) {
        failure = Workers.failure(e);
        unread.addAll(one.ids);
      }
    }
  }

  private void note(String id, Answer answer) {
    answers.put(id, answer);
    if (answer.isPartial()) {
      busy.add(id);
    }
  }

  /** Others ask guests as well, as a rule for a moment; whether anything is asked again. */
  private boolean askBusyAgain() throws InterruptedException {
    if (untilBusyIsSlow == null) {
      untilBusyIsSlow = Deadline.in(patience.suspicious());
    }
    if (busy.isEmpty() || untilBusyIsSlow.isOver() || deadline.isOver()) {
      return false;
    }
    TimeUnit.MILLISECONDS.sleep(A_MOMENT);
    addChunks(List.copyOf(busy), CHUNK);
    busy.clear();
    start();
    return true;
  }

  /** Looks at calls that take long: at which guest do they hang? */
  private void look() {
    for (Running one : List.copyOf(running)) {
      if (one.trust.remaining().isZero()) {
        one.suspect = true;
        judge(one, waits(one.ids), patience.stuck());
      }
    }
  }

  /** Gives a call up if it hangs at a guest that libvirt has been waiting for so long. */
  private void judge(Running one, Map<String, Duration> known, Duration longest) {
    Map<String, Duration> waits = new HashMap<>(known);
    waits.keySet().retainAll(one.ids);
    waits.values().removeIf(wait -> wait.compareTo(longest) < 0);
    if (!waits.isEmpty() && !one.answer.isDone() && running.remove(one)) {
      one.worker.abandon();
      hanging.putAll(waits);
      addChunks(one.ids.stream().filter(id -> !waits.containsKey(id)).toList(), SMALL_CHUNK);
    }
  }

  private Map<String, Duration> waits(List<String> ids) {
    try {
      return workers.ask(
          connect -> question.waits(connect, ids), Deadline.in(patience.suspicious()));
    } catch (HypervisorException e) {
      // A libvirt that doesn't tell even that answers nobody, and no guest is to blame.
      failure = deadline.isOver() ? failure : e;
      return Map.of();
    }
  }

  /** The time is over: what still runs hangs, or libvirt is slow. */
  private void giveUp() {
    List<String> asked = running.stream().flatMap(one -> one.ids.stream()).toList();
    Map<String, Duration> waits = asked.isEmpty() ? Map.of() : waits(asked);
    for (Running one : List.copyOf(running)) {
      judge(one, waits, patience.suspicious());
    }
    leaveWaiting();
    for (Running one : running) {
      one.worker.abandon();
      unread.addAll(one.ids);
    }
    running.clear();
  }

  private void leaveWaiting() {
    waiting.forEach(unread::addAll);
    waiting.clear();
  }
}
