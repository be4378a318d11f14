package org.camelometer.component.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages on disk until a route has succeeded with them: an exchange that is sent here
 * succeeds once its message is fsynced.
 */
@ManagedResource(description = "A durable queue")
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "spool",
    title = "Spool",
    syntax = "spool:name",
    category = {Category.MESSAGING, Category.FILE},
    headersClass = SpoolConstants.class)
public final class SpoolEndpoint extends DefaultEndpoint {

  @UriPath(description = "The name of the spool, and of its file without the ending .spool.")
  @Metadata(required = true)
  private String name = "";

  @UriParam(label = "common", defaultValue = "spool", description = "The folder of the file.")
  private String directory = "spool";

  @UriParam(
      label = "producer",
      defaultValue = "1073741824",
      description = "How many bytes of messages it holds at most.")
  private long maxBytes = 1L << 30;

  @UriParam(
      label = "producer",
      defaultValue = "DROP_OLDEST",
      description = "What becomes of a message for which there is no room.")
  private OverflowPolicy policy = OverflowPolicy.DROP_OLDEST;

  @UriParam(
      label = "producer",
      defaultValue = "30000",
      javaType = "java.time.Duration",
      description = "How long a producer waits for room (policy BLOCK) or for the disk.")
  private long timeout = 30_000;

  @UriParam(
      label = "consumer",
      defaultValue = "1000",
      javaType = "java.time.Duration",
      description = "The pause before a message is tried for the second time.")
  private long redeliveryDelay = 1_000;

  @UriParam(
      label = "consumer",
      defaultValue = "2.0",
      description = "By which factor each pause is longer than the one before.")
  private double backOffMultiplier = 2;

  @UriParam(
      label = "consumer",
      defaultValue = "300000",
      javaType = "java.time.Duration",
      description = "The longest pause.")
  private long maximumRedeliveryDelay = 300_000;

  @UriParam(
      label = "consumer",
      defaultValue = "0.2",
      description = "Which part of a pause is left to chance.")
  private double jitter = 0.2;

  @UriParam(
      label = "consumer",
      defaultValue = "-1",
      description =
          "After how many attempts a message is set apart as one that can't be delivered; -1 = never.")
  private int maximumAttempts = -1;

  @UriParam(
      label = "consumer",
      defaultValue = "1",
      description =
          "How many messages may be under way in the route. After a failure nothing newer is sent"
              + " until those that failed are done with.")
  private int maxInFlight = 1;

  @UriParam(
      label = "consumer",
      defaultValue = "-1",
      description =
          "How many bytes of messages that can't be delivered are kept, the newest ones;"
              + " -1 = a tenth of maxBytes.")
  private long quarantineBytes = -1;

  @UriParam(
      label = "consumer",
      description =
          "Names of exception classes, separated by commas: a message whose route fails with one of"
              + " them, or with one that it caused, is set apart at once.")
  private String permanent = "";

  private volatile @Nullable SpoolConsumer consumer;

  SpoolEndpoint(String uri, SpoolComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    return new SpoolProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    SpoolConsumer consumer = new SpoolConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  Spools spools() {
    return ((SpoolComponent) getComponent()).spools();
  }

  SpoolSettings settings() {
    return new SpoolSettings(file(), maxBytes, policy, Duration.ofMillis(timeout));
  }

  private Path file() {
    return Path.of(directory, name + ".spool").toAbsolutePath().normalize();
  }

  Deliveries.Rules rules() {
    Redelivery redelivery =
        new Redelivery(
            Duration.ofMillis(redeliveryDelay),
            backOffMultiplier,
            Duration.ofMillis(maximumRedeliveryDelay),
            jitter,
            maximumAttempts);
    return new Deliveries.Rules(maxInFlight, redelivery, quarantineBytes);
  }

  /** Who consumes from it, to be asked about the head. */
  void consumer(SpoolConsumer latest) {
    consumer = latest;
  }

  /**
   * What is in the spool, and what became of the rest.
   *
   * @throws IllegalStateException if no route that uses it has started
   */
  public SpoolStatus status() {
    Spool spool = open();
    return spool.status();
  }

  private Spool open() {
    Spool spool = spools().find(file());
    if (spool == null) {
      throw new IllegalStateException(
          "the spool %s is not open: no route that uses it is started".formatted(file()));
    }
    return spool;
  }

  /** Whether it would be in vain to try a message again. */
  boolean isPermanent(Throwable failure) {
    List<String> names = Arrays.stream(permanent.split(",")).map(String::strip).toList();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
        if (names.contains(type.getName())) {
          return true;
        }
      }
    }
    return false;
  }

  @ManagedAttribute(description = "Units that wait to be delivered")
  public long getPending() {
    return status().pending();
  }

  @ManagedAttribute(description = "What the messages that wait take of maxBytes, in bytes")
  public long getPendingBytes() {
    return status().bytes();
  }

  @ManagedAttribute(description = "For how long the oldest message waits, in seconds; 0 = none")
  public long getOldestSeconds() {
    Instant oldest = status().oldest();
    return oldest == null ? 0 : Math.max(0, Duration.between(oldest, Instant.now()).toSeconds());
  }

  @ManagedAttribute(description = "Units that were ever put in")
  public long getAccepted() {
    return status().accepted();
  }

  @ManagedAttribute(description = "Units with which a route succeeded")
  public long getDelivered() {
    return status().delivered();
  }

  @ManagedAttribute(description = "Units that a route could not deliver though it succeeded")
  public long getRefused() {
    return status().refused();
  }

  @ManagedAttribute(description = "Units that made room for newer ones or were dropped by hand")
  public long getDropped() {
    return status().dropped();
  }

  @ManagedAttribute(description = "Units that can't be delivered and were set apart")
  public long getQuarantined() {
    return status().quarantined();
  }

  @ManagedAttribute(description = "Units that were in a file that was damaged")
  public long getLost() {
    return status().lost();
  }

  @ManagedAttribute(description = "Units that were not taken in: it had no room, or its disk")
  public long getTurnedAway() {
    return status().turnedAway();
  }

  @ManagedAttribute(description = "Why the oldest message was not taken at the last attempt")
  public @Nullable String getFailure() {
    SpoolConsumer latest = consumer;
    return latest == null ? null : latest.failure();
  }

  /** Has what stands in quarantine now tried again; how many messages that are. */
  @ManagedOperation(description = "Put the messages of the quarantine back at the end of the queue")
  public int retryQuarantine() throws InterruptedException, ExecutionException {
    Spool spool = open();
    long left = spool.content().apart().count();
    int done = 0;
    while (left > 0) {
      int some = spool.retryOldest((int) Math.min(left, 100)).get();
      done += some;
      left = some == 0 ? 0 : left - some;
    }
    return done;
  }

  @ManagedAttribute(description = "The name of the spool")
  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getDirectory() {
    return directory;
  }

  public void setDirectory(String directory) {
    this.directory = directory;
  }

  public long getMaxBytes() {
    return maxBytes;
  }

  public void setMaxBytes(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  public OverflowPolicy getPolicy() {
    return policy;
  }

  public void setPolicy(OverflowPolicy policy) {
    this.policy = policy;
  }

  public long getTimeout() {
    return timeout;
  }

  public void setTimeout(long timeout) {
    this.timeout = timeout;
  }

  public long getRedeliveryDelay() {
    return redeliveryDelay;
  }

  public void setRedeliveryDelay(long redeliveryDelay) {
    this.redeliveryDelay = redeliveryDelay;
  }

  public double getBackOffMultiplier() {
    return backOffMultiplier;
  }

  public void setBackOffMultiplier(double backOffMultiplier) {
    this.backOffMultiplier = backOffMultiplier;
  }

  public long getMaximumRedeliveryDelay() {
    return maximumRedeliveryDelay;
  }

  public void setMaximumRedeliveryDelay(long maximumRedeliveryDelay) {
    this.maximumRedeliveryDelay = maximumRedeliveryDelay;
  }

  public double getJitter() {
    return jitter;
  }

  public void setJitter(double jitter) {
    this.jitter = jitter;
  }

  public int getMaximumAttempts() {
    return maximumAttempts;
  }

  public void setMaximumAttempts(int maximumAttempts) {
    this.maximumAttempts = maximumAttempts;
  }

  public String getPermanent() {
    return permanent;
  }

  public void setPermanent(String permanent) {
    this.permanent = permanent;
  }

  public int getMaxInFlight() {
    return maxInFlight;
  }

  public void setMaxInFlight(int maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  public long getQuarantineBytes() {
    return quarantineBytes;
  }

  public void setQuarantineBytes(long quarantineBytes) {
    this.quarantineBytes = quarantineBytes;
  }
}
