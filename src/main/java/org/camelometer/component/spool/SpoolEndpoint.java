package org.camelometer.component.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

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
      description =
          "Names of exception classes, separated by commas: a message whose route fails with one of"
              + " them, or with one that it caused, is set apart at once.")
  private String permanent = "";

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
    Path file = Path.of(directory, name + ".spool").toAbsolutePath().normalize();
    return new SpoolSettings(file, maxBytes, policy, Duration.ofMillis(timeout));
  }

  Redelivery redelivery() {
    return new Redelivery(
        Duration.ofMillis(redeliveryDelay),
        backOffMultiplier,
        Duration.ofMillis(maximumRedeliveryDelay),
        jitter,
        maximumAttempts);
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
}
