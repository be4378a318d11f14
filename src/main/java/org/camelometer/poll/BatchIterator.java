package org.camelometer.poll;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;

/**
 * Cuts what tasks read into batches, running a task only when its samples are asked for; ends in a
 * flush. For one thread.
 */
final class BatchIterator implements Iterator<Batch> {
  private final Iterator<Cycle.Task> tasks;
  private final Function<Cycle.Task, List<Sample>> read;
  private final int size;
  private final Runnable end;
  private final Deque<Sample> waiting = new ArrayDeque<>();
  private boolean ended;

  /**
   * Reads nothing yet.
   *
   * @param end run before the flush is given out
   */
  BatchIterator(
      Iterator<Cycle.Task> tasks, Function<Cycle.Task, List<Sample>> read, int size, Runnable end) {
    this.tasks = tasks;
    this.read = read;
    this.size = size;
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public Batch next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    while (waiting.size() < size && tasks.hasNext()) {
      waiting.addAll(read.apply(tasks.next()));
    }
    if (waiting.isEmpty()) {
      ended = true;
      end.run();
      return Batch.flush();
    }
    List<Sample> samples = new ArrayList<>(Math.min(size, waiting.size()));
    while (samples.size() < size && !waiting.isEmpty()) {
      samples.add(waiting.removeFirst());
    }
    return Batch.of(samples);
  }
}
