package org.camelometer.component.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is to be done with a store, in the order in which it came. What may be done later waits for
 * something else to share a commit with, or for its like. For any number of threads, of which one
 * takes.
 */
final class Jobs {
  /** What one commit takes at most, in jobs and in bytes: the write-ahead log stays small. */
  private static final int GROUP = 1000;

  static final long GROUP_BYTES = 2L << 20;

  /** How many jobs that may be done later are enough for a commit, and how long they wait. */
  private static final int MANY = 100;

  private static final long LATER = TimeUnit.MILLISECONDS.toNanos(100);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Job<?>> waiting = new ArrayDeque<>();
  private int urgent;
  private long due;
  private boolean closed;

  /** Adds one; whether that was still possible. */
  boolean add(Job<?> job) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (job.kind() != Job.Kind.LATER) {
        urgent++;
      } else if (waiting.size() == urgent) {
        due = System.nanoTime() + LATER;
      }
      waiting.add(job);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Somebody needs what may be done later. */
  void hurry() {
    lock.lock();
    try {
      due = System.nanoTime();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what is there can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is nothing left, and will be nothing any more. */
  boolean isOver() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What shall share the next commit.
   *
   * @param nanos returns with nothing if there is nothing for so long
   */
  List<Job<?>> take(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long end = System.nanoTime() + nanos;
      long left = untilDue(nanos);
      while (!isReady() && left > 0) {
        changed.awaitNanos(left);
        left = untilDue(end - System.nanoTime());
      }
      return isReady() ? group() : List.of();
    } finally {
      lock.unlock();
    }
  }

  private long untilDue(long nanos) {
    return waiting.size() > urgent ? Math.min(nanos, due - System.nanoTime()) : nanos;
  }

  private boolean isReady() {
    int later = waiting.size() - urgent;
    return closed || urgent > 0 || later >= MANY || (later > 0 && due - System.nanoTime() <= 0);
  }

  private List<Job<?>> group() {
    List<Job<?>> group = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty() && group.size() < GROUP && bytes < GROUP_BYTES) {
      Job<?> job = waiting.remove();
      urgent -= job.kind() == Job.Kind.LATER ? 0 : 1;
      bytes += job.size();
      group.add(job);
    }
    return group;
  }
}
