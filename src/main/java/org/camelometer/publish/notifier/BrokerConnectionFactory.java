package org.camelometer.publish.notifier;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.AddressResolver;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ListAddressResolver;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * RabbitMQ's own connection factory for one {@link BrokerAddress}: whoever asks it for a connection
 * gets one to any of the broker's hosts, also when it comes back after a loss. Doesn't connect by
 * itself.
 */
public final class BrokerConnectionFactory extends ConnectionFactory {
  private static final int LIMIT_MILLIS = 10_000;

  private final List<Address> addresses;

  /**
   * Prepares to connect.
   *
   * @param tls whom to trust and what to show, where the broker is reached by TLS
   */
  public BrokerConnectionFactory(BrokerAddress broker, Optional<SSLContext> tls) {
    addresses = broker.hosts().stream().map(h -> new Address(h.name(), h.port())).toList();
    setHost(addresses.get(0).getHost());
    setPort(addresses.get(0).getPort());
    setUsername(broker.username());
    setPassword(broker.password());
    setVirtualHost(broker.virtualHost());
    setConnectionTimeout(LIMIT_MILLIS);
    setHandshakeTimeout(LIMIT_MILLIS);
    if (broker.tls()) {
      // The client's own default takes every certificate.
      useSslProtocol(tls.orElseGet(BrokerConnectionFactory::ofJava));
      enableHostnameVerification();
    }
  }

  /** The one host that callers know of stands for all. */
  @Override
  protected AddressResolver createAddressResolver(List<Address> known) {
    return new ListAddressResolver(addresses);
  }

  private static SSLContext ofJava() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }
}
