package org.camelometer.component.rabbitmq;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * An exchange on its way to the broker. Whoever takes it out of the {@link ConfirmWindow} completes
 * it, and nobody else does: so its callback is called once.
 */
final class Publication {
  private final OutgoingMessage message;
  private final Deadline deadline;
  private final Exchange exchange;
  private final AsyncCallback callback;
  private final Executor continuations;
  private final AtomicBoolean repeated = new AtomicBoolean();
  private volatile @Nullable String returned;

  /**
   * Holds what is needed to complete the exchange.
   *
   * @param continuations runs what comes after in the route, which may block
   */
  Publication(
      OutgoingMessage message,
      Deadline deadline,
      Exchange exchange,
      AsyncCallback callback,
      Executor continuations) {
    this.message = message;
    this.deadline = deadline;
    this.exchange = exchange;
    this.callback = callback;
    this.continuations = continuations;
  }

  OutgoingMessage message() {
    return message;
  }

  Deadline deadline() {
    return deadline;
  }

  /** Remembers that no queue took the message; the broker confirms it all the same. */
  void returned(String reason) {
    returned = reason;
  }

  /** Whether it may be published once more; says so once. */
  boolean goesAgain() {
    returned = null;
    return repeated.compareAndSet(false, true);
  }

  boolean isReturned() {
    return returned != null;
  }

  /** The broker has taken it, or has told before that no queue did. */
  void confirmed(String broker) {
    String reason = returned;
    complete(
        reason == null
            ? null
            : NotPublishedException.notTaken(
                message, broker, "no queue is bound for it (" + reason + ")"));
  }

  void failed(NotPublishedException failure) {
    complete(failure);
  }

  private void complete(@Nullable NotPublishedException failure) {
    Runnable continuation =
        () -> {
          if (failure != null) {
            exchange.setException(failure);
          }
          callback.done(false);
        };
    try {
      continuations.execute(continuation);
    } catch (RejectedExecutionException stopping) {
      continuation.run();
    }
  }
}
