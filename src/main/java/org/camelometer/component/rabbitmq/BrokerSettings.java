package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a broker. Producers whose settings are equal share a connection, and so do
 * consumers.
 *
 * @param factory the user's own connection factory, which then says everything but the addresses
 * @param addresses with their ports, tried in this order; empty = that of the factory
 * @param shuffled whether they are tried in another order each time
 * @param tls null = connections are not encrypted, or the factory says how
 * @param connectionTimeout for one address
 * @param heartbeat 0 = none
 * @param firstPause between attempts; see {@link Backoff}
 */
record BrokerSettings(
    @Nullable ConnectionFactory factory,
    List<Address> addresses,
    boolean shuffled,
    @Nullable Tls tls,
    String username,
    String password,
    String vhost,
    Duration connectionTimeout,
    Duration heartbeat,
    Duration firstPause) {

  /**
   * A factory of our own, also where the user gave one: a lost connection is made again by {@link
   * Broker}, which knows what is outstanding, and not by the client.
   */
  ConnectionFactory newFactory() {
    ConnectionFactory own = factory == null ? configured() : factory.clone();
    own.setAutomaticRecoveryEnabled(false);
    // The client's own ten minutes would hold up every message while a channel is opened.
    own.setChannelRpcTimeout(Math.min(own.getChannelRpcTimeout(), millis(connectionTimeout)));
    if (own.getExceptionHandler().getClass() == DefaultExceptionHandler.class) {
      own.setExceptionHandler(new QuietExceptionHandler());
    }
    return own;
  }

  private ConnectionFactory configured() {
    ConnectionFactory made = new ConnectionFactory();
    if (tls != null) {
      tls.applyTo(made);
    }
    made.setUsername(username);
    made.setPassword(password);
    made.setVirtualHost(vhost);
    made.setConnectionTimeout(millis(connectionTimeout));
    made.setHandshakeTimeout(millis(connectionTimeout));
    made.setRequestedHeartbeat(Math.toIntExact(heartbeat.toSeconds()));
    return made;
  }

  /** The addresses in the order in which they are to be tried now. */
  List<Address> addressesToTry() {
    if (!shuffled) {
      return addresses;
    }
    List<Address> mixed = new ArrayList<>(addresses);
    Collections.shuffle(mixed);
    return mixed;
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  /** Where the broker is, for people: {@code host:port}, or several of them. */
  String where() {
    if (addresses.isEmpty() && factory != null) {
      return factory.getHost() + ":" + factory.getPort();
    }
    return addresses.stream()
        .map(address -> address.getHost() + ":" + address.getPort())
        .collect(Collectors.joining(", "));
  }

  /** The user's name, for people. */
  String user() {
    return factory == null ? username : factory.getUsername();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RabbitMQ at " + where() + ", user " + user();
  }
}
