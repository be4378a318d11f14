package org.camelometer.component.rabbitmq;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer asks the broker for, on each of its channels.
 *
 * @param topology declared before
 * @param prefetchCount how many messages may be unsettled, 0 = any number
 * @param consumerTag empty = the broker makes one
 * @param streamOffset null = the queue is no stream
 * @param batchSize messages per exchange
 * @param batchTimeout how long the first message of a batch waits for the last
 */
record ConsumePlan(
    String queue,
    Topology topology,
    int prefetchCount,
    boolean prefetchGlobal,
    String consumerTag,
    boolean exclusive,
    @Nullable Object streamOffset,
    int batchSize,
    Duration batchTimeout) {

  /** Whether messages stay where they are, and each reader keeps its place itself. */
  boolean isStream() {
    return streamOffset != null;
  }

  /**
   * The arguments of the subscription.
   *
   * @param position where in a stream to go on; null = nothing was read yet
   */
  Map<String, Object> arguments(@Nullable Long position) {
    if (streamOffset == null) {
      return Map.of();
    }
    return Map.of(StreamOffset.ARGUMENT, position == null ? streamOffset : position);
  }
}
