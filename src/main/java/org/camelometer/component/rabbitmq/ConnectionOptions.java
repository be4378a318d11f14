package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint that say how to reach the broker. */
@UriParams
public final class ConnectionOptions {
  @UriParam(label = "common", defaultValue = "localhost", description = "The host of the broker.")
  private String hostname = "localhost";

  @UriParam(label = "common", defaultValue = "5672", description = "The port of the broker.")
  private int portNumber = 5672;

  @UriParam(
      label = "common",
      description =
          "Several brokers as host:port,host2:port, tried in this order; wins over hostname and portNumber.")
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
          "A RabbitMQ connection factory to connect with, such as #bean:rabbit; the way to TLS. The other options of the connection then do nothing, addresses excepted.")
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

  /** How to connect, as the options say. */
  BrokerSettings brokerSettings() {
    return new BrokerSettings(
        connectionFactory,
        brokerAddresses(),
        username,
        password,
        vhost,
        Duration.ofMillis(connectionTimeout),
        Duration.ofSeconds(requestedHeartbeat),
        Duration.ofMillis(networkRecoveryInterval));
  }

  private List<Address> brokerAddresses() {
    if (addresses != null) {
      return List.of(Address.parseAddresses(addresses));
    }
    return connectionFactory == null ? List.of(new Address(hostname, portNumber)) : List.of();
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
}
