package org.camelometer.component.rabbitmq;

/** What becomes of a message once its exchange is completed. */
enum Verdict {
  /** The broker may forget it. */
  ACCEPT,
  /** It goes back to its queue, after a pause, and comes again. */
  REQUEUE,
  /** It goes to the queue's dead letter exchange; without one, the broker drops it. */
  REJECT
}
