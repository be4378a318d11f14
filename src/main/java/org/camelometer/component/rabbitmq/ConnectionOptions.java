package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint that say how to reach the broker. */
@UriParams
public final class ConnectionOptions {
  @UriParam(label = "common", defaultValue = "localhost", description = "The host of the broker.")
  private String hostname = "localhost";

  @UriParam(
      label = "common",
      defaultValue = "0",
      description = "The port of the broker; 0 = 5672, with TLS 5671.")
  private int portNumber = 0;

  @UriParam(
      label = "security",
      secret = true,
      description =
          "The broker as amqp://user:password@host:port/vhost, or amqps:// for TLS; wins over the options for each of these. To be written as RAW(...).")
  private @Nullable String uri;

  @UriParam(
      label = "common",
      defaultValue = "false",
      description = "Whether the addresses are tried in another order each time.")
  private boolean shuffleAddresses = false;

  @UriParam(
      label = "common",
      description =
          "Several brokers as host:port,host2:port, tried in this order; wins over hostname, portNumber and the host in uri.")
  private @Nullable String addresses;

  @UriParam(label = "common", defaultValue = "/", description = "The virtual host.")
  private String vhost = "/";

  @UriParam(
      label = "security",
      defaultValue = "guest",
      secret = true,
      description = "The user name.")
  private String username = "guest";

  @UriParam(
      label = "security",
      defaultValue = "guest",
      secret = true,
      description = "The password.")
  private String password = "guest";

  @UriParam(
      label = "advanced",
      description =
          "A RabbitMQ connection factory to connect with, such as #bean:rabbit. The other options of the connection and of TLS then do nothing, addresses excepted.")
  private @Nullable ConnectionFactory connectionFactory;

  @UriParam(
      label = "advanced",
      defaultValue = "10000",
      javaType = "java.time.Duration",
      description = "How long one attempt to connect may take.")
  private long connectionTimeout = 10000;

  @UriParam(
      label = "advanced",
      defaultValue = "60",
      description = "Seconds between heartbeats; 0 = none.")
  private int requestedHeartbeat = 60;

  @UriParam(
      label = "advanced",
      defaultValue = "true",
      description =
          "Known from Camel 3 and without effect: a lost connection is always made again.")
  private boolean automaticRecoveryEnabled = true;

  @UriParam(
      label = "advanced",
      defaultValue = "1000",
      javaType = "java.time.Duration",
      description =
          "The first pause before connecting again; each further one is twice as long, up to 30 seconds.")
  private long networkRecoveryInterval = 1000;

  ConnectionOptions() {}

  /**
   * How to connect, as the options say.
   *
   * @throws IllegalArgumentException if they can't be used
   */
  BrokerSettings brokerSettings(TlsOptions tlsOptions, CamelContext camel) {
    ConnectionFactory said = said();
    boolean asked = said.isSSL();
    Tls tls = connectionFactory == null ? tlsOptions.tls(camel, asked) : null;
    return new BrokerSettings(
        connectionFactory,
        brokerAddresses(said, tls != null || usesTls(connectionFactory)),
        shuffleAddresses,
        tls,
        said.getUsername(),
        said.getPassword(),
        said.getVirtualHost(),
        Duration.ofMillis(connectionTimeout),
        Duration.ofSeconds(requestedHeartbeat),
        Duration.ofMillis(networkRecoveryInterval));
  }

  private static boolean usesTls(@Nullable ConnectionFactory factory) {
    return factory != null && factory.isSSL();
  }

  /** What the single options say, and over it what the URI does. */
  private ConnectionFactory said() {
    ConnectionFactory said = new ConnectionFactory();
    said.setHost(hostname);
    said.setPort(portNumber == 0 ? ConnectionFactory.USE_DEFAULT_PORT : portNumber);
    said.setUsername(username);
    said.setPassword(password);
    said.setVirtualHost(vhost);
    if (uri != null) {
      try {
        said.setUri(uri);
      } catch (URISyntaxException | GeneralSecurityException | RuntimeException e) {
        // not its cause either: that would show the password
        throw new IllegalArgumentException(
            "Option uri is none such as amqp://user:password@host:port/vhost");
      }
    }
    return said;
  }

  private List<Address> brokerAddresses(ConnectionFactory said, boolean tls) {
    if (addresses == null && connectionFactory != null) {
      return List.of();
    }
    Address[] given =
        addresses == null
            ? new Address[] {new Address(said.getHost(), said.getPort())}
            : Address.parseAddresses(addresses);
    return Arrays.stream(given).map(address -> withPort(address, tls)).toList();
  }

  private Address withPort(Address address, boolean tls) {
    boolean given = addresses != null || portNumber != 0 || uri != null;
    return new Address(
        address.getHost(),
        ConnectionFactory.portOrDefault(
            given ? address.getPort() : ConnectionFactory.USE_DEFAULT_PORT, tls));
  }

  public String getHostname() {
    return hostname;
  }

  public void setHostname(String hostname) {
    this.hostname = hostname;
  }

  public int getPortNumber() {
    return portNumber;
  }

  public void setPortNumber(int portNumber) {
    this.portNumber = portNumber;
  }

  public @Nullable String getAddresses() {
    return addresses;
  }

  public void setAddresses(@Nullable String addresses) {
    this.addresses = addresses;
  }

  public String getVhost() {
    return vhost;
  }

  public void setVhost(String vhost) {
    this.vhost = vhost;
  }

  public String getUsername() {
    return username;
  }

  public void setUsername(String username) {
    this.username = username;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public @Nullable ConnectionFactory getConnectionFactory() {
    return connectionFactory;
  }

  public void setConnectionFactory(@Nullable ConnectionFactory connectionFactory) {
    this.connectionFactory = connectionFactory;
  }

  public long getConnectionTimeout() {
    return connectionTimeout;
  }

  public void setConnectionTimeout(long connectionTimeout) {
    this.connectionTimeout = connectionTimeout;
  }

  public int getRequestedHeartbeat() {
    return requestedHeartbeat;
  }

  public void setRequestedHeartbeat(int requestedHeartbeat) {
    this.requestedHeartbeat = requestedHeartbeat;
  }

  public boolean isAutomaticRecoveryEnabled() {
    return automaticRecoveryEnabled;
  }

  public void setAutomaticRecoveryEnabled(boolean automaticRecoveryEnabled) {
    this.automaticRecoveryEnabled = automaticRecoveryEnabled;
  }

  public long getNetworkRecoveryInterval() {
    return networkRecoveryInterval;
  }

  public void setNetworkRecoveryInterval(long networkRecoveryInterval) {
    this.networkRecoveryInterval = networkRecoveryInterval;
  }

  public @Nullable String getUri() {
    return uri;
  }

  public void setUri(@Nullable String uri) {
    this.uri = uri;
  }

  public boolean isShuffleAddresses() {
    return shuffleAddresses;
  }

  public void setShuffleAddresses(boolean shuffleAddresses) {
    this.shuffleAddresses = shuffleAddresses;
  }
}
