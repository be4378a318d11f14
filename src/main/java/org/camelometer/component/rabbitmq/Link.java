package org.camelometer.component.rabbitmq;

import org.jspecify.annotations.Nullable;

/** A running producer or consumer, as its endpoint and its health check see it. */
interface Link {
  /** Whether it has a connection at this moment; one that was never used has none. */
  boolean isConnected();

  /** Whether the broker takes no messages for now. */
  boolean isBlocked();

  /** How many exchanges wait for the broker's answer, or for their completion. */
  int inFlight();

  /** What keeps it from working, and since when; without a full stop, null = nothing. */
  @Nullable String trouble();
}
