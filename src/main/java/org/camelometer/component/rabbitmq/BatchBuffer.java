package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers deliveries into batches. A batch goes on when it is full, in the thread that brought its
 * last message, or when its time is over, in the thread that says so; one batch at a time, so that
 * a route without asynchronous steps never has two of them. For any number of threads.
 */
final class BatchBuffer {
  private final int size;
  private final Consumer<List<Delivery>> next;
  private final Consumer<Delivery> opened;
  private final Object handing = new Object();
  private List<Delivery> gathered = new ArrayList<>();

  /**
   * Starts empty.
   *
   * @param next where batches go
   * @param opened called with the first message of each batch, to start its time limit
   */
  BatchBuffer(int size, Consumer<List<Delivery>> next, Consumer<Delivery> opened) {
    this.size = size;
    this.next = next;
    this.opened = opened;
  }

  /** Takes one more; waits if it fills a batch while another one is being handed on. */
  void add(Delivery delivery) {
    int count;
    synchronized (this) {
      gathered.add(delivery);
      count = gathered.size();
    }
    if (count == 1) {
      opened.accept(delivery);
    }
    if (count >= size) {
      flush(delivery);
    }
  }

  /**
   * Hands on what there is, if a delivery is still waiting: another thread may have been faster.
   */
  void flush(Delivery waiting) {
    synchronized (handing) {
      List<Delivery> batch = takeIfHolds(waiting);
      if (batch != null) {
        next.accept(batch);
      }
    }
  }

  /** Takes out what has gathered, in order not to hand it on. */
  synchronized List<Delivery> clear() {
    List<Delivery> batch = gathered;
    gathered = new ArrayList<>();
    return batch;
  }

  private synchronized @Nullable List<Delivery> takeIfHolds(Delivery waiting) {
    return gathered.contains(waiting) ? clear() : null;
  }
}
