package org.camelometer.component.rabbitmq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint that say how it consumes. */
@UriParams
public final class ConsumeOptions {
  private static final int DEFAULT_PREFETCH = 100;

  @UriParam(
      label = "consumer",
      defaultValue = "false",
      description =
          "Known from Camel 3 and without effect: a message is acknowledged when its exchange has completed, and never before.")
  private boolean autoAck = false;

  @UriParam(
      label = "consumer",
      defaultValue = "true",
      description =
          "Known from Camel 3 and without effect: the number of unacknowledged messages is always limited, unless prefetchCount=0.")
  private boolean prefetchEnabled = true;

  @UriParam(
      label = "consumer",
      defaultValue = "-1",
      description =
          "How many messages a consumer may have that are not yet acknowledged; 0 = any number, -1 = 100, or twice the batchSize if that is more.")
  private int prefetchCount = -1;

  @UriParam(
      label = "consumer",
      defaultValue = "0",
      description = "Known from Camel 3; RabbitMQ knows no limit in bytes and takes only 0.")
  private int prefetchSize = 0;

  @UriParam(
      label = "consumer",
      defaultValue = "false",
      description =
          "Whether the limit is for the channel rather than for the consumer, which here is the same.")
  private boolean prefetchGlobal = false;

  @UriParam(
      label = "consumer",
      defaultValue = "1",
      description =
          "How many consumers the queue has from this endpoint, each with a channel and a thread of its own.")
  private int concurrentConsumers = 1;

  @UriParam(
      label = "consumer",
      defaultValue = "false",
      description = "Whether nobody else may consume from the queue meanwhile.")
  private boolean exclusiveConsumer = false;

  @UriParam(
      label = "consumer",
      defaultValue = "",
      description =
          "The name under which the broker lists the consumer; by default it makes one up.")
  private String consumerTag = "";

  @UriParam(
      label = "consumer",
      defaultValue = "true",
      description =
          "Whether the route starts although the broker is away or the declaration fails, and it is tried again. If not, starting the route fails.")
  private boolean recoverFromDeclareException = true;

  @UriParam(
      label = "consumer",
      defaultValue = "true",
      description =
          "Whether a message whose exchange failed goes back to the queue after a pause. If not, it is rejected. The header rabbitmq.REQUEUE of the exchange wins.")
  private boolean reQueue = true;

  @UriParam(
      label = "consumer",
      description =
          "Names of exception classes, separated by commas: a message whose exchange failed with one of them, or because of it, is rejected and goes to the dead letter exchange of the queue.")
  private @Nullable String deadLetterOn;

  @UriParam(
      label = "consumer",
      javaType = "java.time.Duration",
      defaultValue = "1000",
      description =
          "The first pause before a failed message goes back to the queue; each further one is twice as long while nothing succeeds.")
  private long requeueDelay = 1000;

  @UriParam(
      label = "consumer",
      javaType = "java.time.Duration",
      defaultValue = "60000",
      description = "The longest pause before a failed message goes back to the queue.")
  private long maximumRequeueDelay = 60000;

  @UriParam(
      label = "consumer",
      defaultValue = "1",
      description =
          "How many messages an exchange has. With more than one, its body is a List of org.apache.camel.Message.")
  private int batchSize = 1;

  @UriParam(
      label = "consumer",
      javaType = "java.time.Duration",
      defaultValue = "1000",
      description = "How long the first message of a batch waits for the batch to fill.")
  private long batchTimeout = 1000;

  @UriParam(
      label = "consumer",
      description =
          "Where reading of a stream begins: first, last, next (the default), the number of a message, or a time such as 2026-01-31T08:00:00Z.")
  private @Nullable String streamOffset;

  ConsumeOptions() {}

  /**
   * What to ask the broker for.
   *
   * @throws IllegalArgumentException if the options can't be used
   */
  ConsumePlan plan(String queue, boolean stream, Topology topology) {
    require(batchSize > 0, "batchSize=" + batchSize + " is less than 1");
    require(batchTimeout > 0, "batchTimeout=" + batchTimeout + " is no time to wait");
    require(
        concurrentConsumers > 0, "concurrentConsumers=" + concurrentConsumers + " is less than 1");
    require(
        prefetchSize == 0,
        "prefetchSize=" + prefetchSize + ": RabbitMQ knows no limit in bytes; leave it out");
    int prefetch = prefetchCount < 0 ? Math.max(DEFAULT_PREFETCH, 2 * batchSize) : prefetchCount;
    require(
        prefetch == 0 || prefetch >= batchSize,
        "prefetchCount=%d lets no batch of batchSize=%d fill".formatted(prefetch, batchSize));
    require(!stream || prefetch > 0, "a stream can't be read with prefetchCount=0; leave it out");
    return new ConsumePlan(
        queue,
        topology,
        prefetch,
        prefetchGlobal,
        consumerTag,
        exclusiveConsumer,
        StreamOffset.of(stream && streamOffset == null ? "next" : streamOffset),
        batchSize,
        Duration.ofMillis(batchTimeout));
  }

  private static void require(boolean sensible, String otherwise) {
    if (!sensible) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Which failures lead where, with classes as the context finds them. */
  FailureRule failureRule(ClassResolver classes) throws ClassNotFoundException {
    List<Class<? extends Throwable>> rejected = new ArrayList<>();
    for (String name : deadLetterOn == null ? new String[0] : deadLetterOn.split(",", -1)) {
      rejected.add(classes.resolveMandatoryClass(name.strip(), Throwable.class));
    }
    return new FailureRule(rejected, reQueue);
  }

  /** The pauses before failed messages go back. */
  RequeuePause requeuePause() {
    Backoff backoff =
        new Backoff(
            Duration.ofMillis(requeueDelay),
            Duration.ofMillis(maximumRequeueDelay),
            () -> ThreadLocalRandom.current().nextDouble());
    return new RequeuePause(backoff, System::nanoTime);
  }

  public boolean isAutoAck() {
    return autoAck;
  }

  public void setAutoAck(boolean autoAck) {
    this.autoAck = autoAck;
  }

  public boolean isPrefetchEnabled() {
    return prefetchEnabled;
  }

  public void setPrefetchEnabled(boolean prefetchEnabled) {
    this.prefetchEnabled = prefetchEnabled;
  }

  public int getPrefetchCount() {
    return prefetchCount;
  }

  public void setPrefetchCount(int prefetchCount) {
    this.prefetchCount = prefetchCount;
  }

  public int getPrefetchSize() {
    return prefetchSize;
  }

  public void setPrefetchSize(int prefetchSize) {
    this.prefetchSize = prefetchSize;
  }

  public boolean isPrefetchGlobal() {
    return prefetchGlobal;
  }

  public void setPrefetchGlobal(boolean prefetchGlobal) {
    this.prefetchGlobal = prefetchGlobal;
  }

  public int getConcurrentConsumers() {
    return concurrentConsumers;
  }

  public void setConcurrentConsumers(int concurrentConsumers) {
    this.concurrentConsumers = concurrentConsumers;
  }

  public boolean isExclusiveConsumer() {
    return exclusiveConsumer;
  }

  public void setExclusiveConsumer(boolean exclusiveConsumer) {
    this.exclusiveConsumer = exclusiveConsumer;
  }

  public String getConsumerTag() {
    return consumerTag;
  }

  public void setConsumerTag(String consumerTag) {
    this.consumerTag = consumerTag;
  }

  public boolean isRecoverFromDeclareException() {
    return recoverFromDeclareException;
  }

  public void setRecoverFromDeclareException(boolean recoverFromDeclareException) {
    this.recoverFromDeclareException = recoverFromDeclareException;
  }

  public boolean isReQueue() {
    return reQueue;
  }

  public void setReQueue(boolean reQueue) {
    this.reQueue = reQueue;
  }

  public @Nullable String getDeadLetterOn() {
    return deadLetterOn;
  }

  public void setDeadLetterOn(@Nullable String deadLetterOn) {
    this.deadLetterOn = deadLetterOn;
  }

  public long getRequeueDelay() {
    return requeueDelay;
  }

  public void setRequeueDelay(long requeueDelay) {
    this.requeueDelay = requeueDelay;
  }

  public long getMaximumRequeueDelay() {
    return maximumRequeueDelay;
  }

  public void setMaximumRequeueDelay(long maximumRequeueDelay) {
    this.maximumRequeueDelay = maximumRequeueDelay;
  }

  public int getBatchSize() {
    return batchSize;
  }

  public void setBatchSize(int batchSize) {
    this.batchSize = batchSize;
  }

  public long getBatchTimeout() {
    return batchTimeout;
  }

  public void setBatchTimeout(long batchTimeout) {
    this.batchTimeout = batchTimeout;
  }

  public @Nullable String getStreamOffset() {
    return streamOffset;
  }

  public void setStreamOffset(@Nullable String streamOffset) {
    this.streamOffset = streamOffset;
  }
}
