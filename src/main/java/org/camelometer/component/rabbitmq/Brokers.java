package org.camelometer.component.rabbitmq;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The brokers in use, each with one connection for all producers whose settings are equal, and
 * another for all such consumers. A broker lives from the first of them to the last. For any number
 * of threads.
 */
final class Brokers {
  private final BiFunction<BrokerSettings, Role, Broker> maker;
  private final Map<Key, Shared> shared = new HashMap<>();

  Brokers(BiFunction<BrokerSettings, Role, Broker> maker) {
    this.maker = maker;
  }

  /** The broker with these settings; to be given back by {@link #release}. */
  synchronized Broker acquire(BrokerSettings settings, Role role) {
    Key key = new Key(settings, role);
    Shared entry = shared.get(key);
    Broker broker = entry == null ? maker.apply(settings, role) : entry.broker;
    shared.put(key, new Shared(broker, entry == null ? 1 : entry.users + 1));
    return broker;
  }

  /** Closes the connection if nobody else uses it. */
  void release(BrokerSettings settings, Role role) {
    Broker unused = leave(new Key(settings, role));
    if (unused != null) {
      unused.close();
    }
  }

  private synchronized @Nullable Broker leave(Key key) {
    Shared entry = shared.remove(key);
    if (entry == null || entry.users == 1) {
      return entry == null ? null : entry.broker;
    }
    shared.put(key, new Shared(entry.broker, entry.users - 1));
    return null;
  }

  private record Key(BrokerSettings settings, Role role) {}

  private record Shared(Broker broker, int users) {}
}
