package org.camelometer.component.rabbitmq;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The brokers in use, each with one connection for all producers whose settings are equal. A broker
 * lives from its first producer to its last. For any number of threads.
 */
final class Brokers {
  private final Function<BrokerSettings, Broker> maker;
  private final Map<BrokerSettings, Shared> shared = new HashMap<>();

  Brokers(Function<BrokerSettings, Broker> maker) {
    this.maker = maker;
  }

  /** The broker with these settings; to be given back by {@link #release}. */
  synchronized Broker acquire(BrokerSettings settings) {
    Shared entry = shared.get(settings);
    Broker broker = entry == null ? maker.apply(settings) : entry.broker;
    shared.put(settings, new Shared(broker, entry == null ? 1 : entry.users + 1));
    return broker;
  }

  /** Closes the connection if nobody else uses it. */
  void release(BrokerSettings settings) {
    Broker unused = leave(settings);
    if (unused != null) {
      unused.close();
    }
  }

  private synchronized @Nullable Broker leave(BrokerSettings settings) {
    Shared entry = shared.remove(settings);
    if (entry == null || entry.users == 1) {
      return entry == null ? null : entry.broker;
    }
    shared.put(settings, new Shared(entry.broker, entry.users - 1));
    return null;
  }

  private record Shared(Broker broker, int users) {}
}
