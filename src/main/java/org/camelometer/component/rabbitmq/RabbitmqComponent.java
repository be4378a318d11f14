package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The component {@code rabbitmq:}. Its endpoints are written as in Camel 3, {@code
 * rabbitmq:exchange?options}; an empty name or {@code amq.default} is the default exchange.
 * Starting it connects to nothing.
 */
@Component("rabbitmq")
public final class RabbitmqComponent extends HealthCheckComponent {
  private static final Logger LOG = LoggerFactory.getLogger(RabbitmqComponent.class);
  private static final Pattern OLD_SYNTAX = Pattern.compile("([^/:]+):(\\d+)(?:/(.*))?");

  /** Options of camel-rabbitmq for which there is nothing left to do. */
  private static final Set<String> RETIRED =
      Set.of(
          "channelPoolMaxSize",
          "channelPoolMaxWait",
          "immediate",
          "topologyRecoveryEnabled",
          "threadPoolSize",
          "allowNullHeaders");

  private final Brokers brokers = new Brokers(this::newBroker);
  private volatile @Nullable ExecutorService continuations;
  private volatile @Nullable ScheduledExecutorService clockwork;
  private volatile @Nullable ExecutorService deliveries;

  @Metadata(
      label = "advanced",
      description = "The RabbitMQ connection factory of endpoints that don't name one themselves.")
  private @Nullable ConnectionFactory connectionFactory;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    RabbitmqEndpoint endpoint = new RabbitmqEndpoint(uri, this);
    Matcher old = OLD_SYNTAX.matcher(remaining);
    if (old.matches()) {
      endpoint.getConnection().setHostname(old.group(1));
      endpoint.getConnection().setPortNumber(Integer.parseInt(old.group(2)));
    }
    endpoint.setExchangeName(
        old.matches() ? Objects.requireNonNullElse(old.group(3), "") : remaining);
    endpoint.getConnection().setConnectionFactory(connectionFactory);
    endpoint.getDeclaration().setArgs(PropertiesHelper.extractProperties(parameters, "arg."));
    dropRetired(uri, parameters);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  private static void dropRetired(String uri, Map<String, Object> parameters) {
    for (String option : RETIRED) {
      if (parameters.remove(option) != null) {
        LOG.info(
            "Option {} of {} had a meaning in camel-rabbitmq and does nothing here; remove it.",
            option,
            URISupport.sanitizeUri(uri));
      }
    }
  }

  public @Nullable ConnectionFactory getConnectionFactory() {
    return connectionFactory;
  }

  public void setConnectionFactory(@Nullable ConnectionFactory connectionFactory) {
    this.connectionFactory = connectionFactory;
  }

  Brokers brokers() {
    return brokers;
  }

  /**
   * Where routes go on after a confirm. Its queue has no limit: what it refused would have to run
   * in the thread that reads from the broker.
   */
  ExecutorService continuations() {
    return Objects.requireNonNull(continuations);
  }

  /** For time limits; what runs here never blocks. */
  ScheduledExecutorService clockwork() {
    return Objects.requireNonNull(clockwork);
  }

  /** The thread in which the subscriptions of a consumer change; ends with the consumer. */
  ScheduledExecutorService newSubscriber() {
    return newThread("RabbitmqSubscriber");
  }

  /** As many threads as there is to do; they end with whoever asked. */
  ExecutorService newConsumingThreads(Object owner) {
    return threads().newCachedThreadPool(owner, "RabbitmqConsumer");
  }

  /** Not one that Camel keeps track of: it ends before the component does. */
  private ScheduledExecutorService newThread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        new CamelThreadFactory(threads().getThreadNamePattern(), name, true));
  }

  private Broker newBroker(BrokerSettings settings, Role role) {
    return new Broker(
        settings,
        "Camel " + getCamelContext().getName() + ", " + role.display(),
        newThread("RabbitmqConnector"),
        role == Role.CONSUMING ? deliveries : null,
        Clock.systemUTC());
  }

  private ExecutorServiceManager threads() {
    return getCamelContext().getExecutorServiceManager();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ThreadPoolProfile profile = new ThreadPoolProfile("rabbitmq");
    int size = Math.max(2, Runtime.getRuntime().availableProcessors());
    profile.setPoolSize(size);
    profile.setMaxPoolSize(size);
    profile.setMaxQueueSize(-1);
    continuations = threads().newThreadPool(this, "RabbitmqConfirmed", profile);
    deliveries = newConsumingThreads(this);
    clockwork = threads().newSingleThreadScheduledExecutor(this, "RabbitmqTimeouts");
  }

  @Override
  protected void doStop() throws Exception {
    if (clockwork != null) {
      threads().shutdownNow(clockwork);
    }
    if (deliveries != null) {
      threads().shutdownGraceful(deliveries);
    }
    if (continuations != null) {
      threads().shutdownGraceful(continuations);
    }
    super.doStop();
  }
}
