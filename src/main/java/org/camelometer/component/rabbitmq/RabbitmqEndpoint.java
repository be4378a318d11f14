package org.camelometer.component.rabbitmq;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages to RabbitMQ, successfully when the broker has confirmed them, and consumes
 * from its queues, acknowledging a message when its exchange has completed.
 */
@ManagedResource(description = "Managed RabbitmqEndpoint")
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "rabbitmq",
    title = "RabbitMQ",
    syntax = "rabbitmq:exchangeName",
    category = {Category.MESSAGING},
    headersClass = RabbitmqConstants.class)
public final class RabbitmqEndpoint extends DefaultEndpoint {

  @UriPath(
      description =
          "The exchange to publish to, or to bind the queue to; amq.default or nothing = the default exchange.")
  @Metadata(required = true)
  private String exchangeName = "";

  @UriParam private ConnectionOptions connection = new ConnectionOptions();

  @UriParam private TlsOptions security = new TlsOptions();

  @UriParam private DeclareOptions declaration = new DeclareOptions();

  @UriParam private DeadLetterOptions deadLetters = new DeadLetterOptions();

  @UriParam private ConsumeOptions consumption = new ConsumeOptions();

  @UriParam(
      label = "common",
      description =
          "The routing key of messages without the header rabbitmq.ROUTING_KEY, and of the binding of the queue.")
  private @Nullable String routingKey;

  @UriParam(
      label = "producer",
      defaultValue = "true",
      description =
          "Whether an exchange fails if no queue takes its message. The header rabbitmq.MANDATORY wins.")
  private boolean mandatory = true;

  @UriParam(
      label = "producer",
      defaultValue = "false",
      description = "Known from Camel 3: true means mandatory, whatever mandatory says.")
  private boolean guaranteedDeliveries = false;

  @UriParam(
      label = "producer",
      defaultValue = "true",
      description = "Known from Camel 3. Every message is confirmed, whatever it says.")
  private boolean publisherAcknowledgements = true;

  @UriParam(
      label = "producer",
      defaultValue = "30000",
      javaType = "java.time.Duration",
      description =
          "How long an exchange may take, waiting for a place included, before it fails; 0 = any time.")
  private long publisherAcknowledgementsTimeout = 30000;

  @UriParam(
      label = "producer",
      defaultValue = "1000",
      description = "How many messages may be unconfirmed before publishing waits.")
  private int maxInFlight = 1000;

  @UriParam(
      label = "producer",
      defaultValue = "false",
      description =
          "Whether to ignore the headers rabbitmq.EXCHANGE_OVERRIDE_NAME and rabbitmq.ROUTING_KEY.")
  private boolean bridgeEndpoint = false;

  private final List<Link> links = new CopyOnWriteArrayList<>();

  RabbitmqEndpoint(String uri, RabbitmqComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    return new RabbitmqProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    Consumer consumer = new RabbitmqConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  RabbitmqComponent rabbitmq() {
    return (RabbitmqComponent) getComponent();
  }

  /** The running producers and consumers. */
  List<Link> links() {
    return links;
  }

  /** Tells whether a producer or consumer works. */
  HealthCheck healthCheck(String id, Link link) {
    String uri = URISupport.sanitizeUri(getEndpointUri());
    return new LinkHealth(getCamelContext(), id + ":" + uri, link, uri);
  }

  @ManagedAttribute(
      description = "Whether all of its producers and consumers that run have a connection")
  public boolean isConnected() {
    return !links.isEmpty() && links.stream().allMatch(Link::isConnected);
  }

  @ManagedAttribute(description = "Whether the broker takes no messages for now")
  public boolean isBlocked() {
    return links.stream().anyMatch(Link::isBlocked);
  }

  @ManagedAttribute(
      description = "Exchanges that wait for the broker's answer, or for their completion")
  public int getInFlight() {
    return links.stream().mapToInt(Link::inFlight).sum();
  }

  @ManagedAttribute(description = "What keeps it from working, and since when; empty = nothing")
  public String getOutage() {
    return links.stream()
        .map(Link::trouble)
        .filter(Objects::nonNull)
        .distinct()
        .collect(Collectors.joining(". "));
  }

  /** How to connect, as the options say. */
  BrokerSettings brokerSettings() {
    return connection.brokerSettings(security, getCamelContext());
  }

  /** What to declare, as the options say. */
  Topology topology() {
    return declaration.topology(exchangeName, key(), deadLetters);
  }

  /** What to ask the broker for, as the options say. */
  ConsumePlan consumePlan() {
    String queue = declaration.getQueue();
    if (queue == null) {
      throw new IllegalArgumentException(
          "Which queue to consume from? Set option queue of " + this);
    }
    return consumption.plan(queue, declaration.isStream(), topology());
  }

  /** How exchanges become messages, as the options say. */
  MessageWriter messageWriter() {
    return new MessageWriter(
        exchangeName, key(), mandatory || guaranteedDeliveries, bridgeEndpoint);
  }

  private String key() {
    return routingKey == null ? "" : routingKey;
  }

  public ConnectionOptions getConnection() {
    return connection;
  }

  public void setConnection(ConnectionOptions connection) {
    this.connection = connection;
  }

  public TlsOptions getSecurity() {
    return security;
  }

  public void setSecurity(TlsOptions security) {
    this.security = security;
  }

  public DeclareOptions getDeclaration() {
    return declaration;
  }

  public void setDeclaration(DeclareOptions declaration) {
    this.declaration = declaration;
  }

  public DeadLetterOptions getDeadLetters() {
    return deadLetters;
  }

  public void setDeadLetters(DeadLetterOptions deadLetters) {
    this.deadLetters = deadLetters;
  }

  public ConsumeOptions getConsumption() {
    return consumption;
  }

  public void setConsumption(ConsumeOptions consumption) {
    this.consumption = consumption;
  }

  public String getExchangeName() {
    return exchangeName;
  }

  public void setExchangeName(String exchangeName) {
    this.exchangeName = exchangeName.equals("amq.default") ? "" : exchangeName;
  }

  public @Nullable String getRoutingKey() {
    return routingKey;
  }

  public void setRoutingKey(@Nullable String routingKey) {
    this.routingKey = routingKey;
  }

  public boolean isMandatory() {
    return mandatory;
  }

  public void setMandatory(boolean mandatory) {
    this.mandatory = mandatory;
  }

  public boolean isGuaranteedDeliveries() {
    return guaranteedDeliveries;
  }

  public void setGuaranteedDeliveries(boolean guaranteedDeliveries) {
    this.guaranteedDeliveries = guaranteedDeliveries;
  }

  public boolean isPublisherAcknowledgements() {
    return publisherAcknowledgements;
  }

  public void setPublisherAcknowledgements(boolean publisherAcknowledgements) {
    this.publisherAcknowledgements = publisherAcknowledgements;
  }

  public long getPublisherAcknowledgementsTimeout() {
    return publisherAcknowledgementsTimeout;
  }

  public void setPublisherAcknowledgementsTimeout(long publisherAcknowledgementsTimeout) {
    this.publisherAcknowledgementsTimeout = publisherAcknowledgementsTimeout;
  }

  public int getMaxInFlight() {
    return maxInFlight;
  }

  public void setMaxInFlight(int maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  public boolean isBridgeEndpoint() {
    return bridgeEndpoint;
  }

  public void setBridgeEndpoint(boolean bridgeEndpoint) {
    this.bridgeEndpoint = bridgeEndpoint;
  }
}
