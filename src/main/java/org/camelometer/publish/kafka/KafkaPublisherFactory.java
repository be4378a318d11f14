package org.camelometer.publish.kafka;

import java.util.List;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;
import org.camelometer.publish.UrlOptions;
import org.camelometer.sample.MessageSignature;

/**
 * {@code kafka://[user:password@]host[:port][,host2…]?topic=ceilometer&timeout=10&batch_size=500},
 * and options for TLS and SASL.
 */
public final class KafkaPublisherFactory implements PublisherFactory {
  private static final String TOPIC = "topic";
  private static final String BATCH_SIZE = "batch_size";
  private static final int BATCH = 500;
  private static final int LARGEST_BATCH = 10_000;
  private static final String FOREVER =
      "what Kafka doesn't take waits in the spool and is sent again until it is taken";
  private static final KnownOptions OPTIONS =
      new KnownOptions(TOPIC, BATCH_SIZE, "policy")
          .and(KafkaConnection.OPTIONS)
          .idle("max_queue_length", "a spool is limited in bytes; write spool_max_bytes")
          .idle("max_retry", FOREVER)
          .idle("per_meter_topic", "in Ceilometer it sends every sample twice to one topic");

  @Override
  public String scheme() {
    return "kafka";
  }

  @Override
  public boolean isSpooled() {
    return true;
  }

  @Override
  public int batchSize(PublisherUrl url, PublisherContext context) {
    return new UrlOptions(url).integer(BATCH_SIZE, BATCH, 1, LARGEST_BATCH);
  }

  @Override
  public KafkaPublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    batchSize(url, context);
    return new KafkaPublisher(
        KafkaConnection.of(url),
        topic(url),
        "camelometer-" + context.host(),
        new MessageSignature(context.secret()));
  }

  @Override
  public List<Problem> warnings(PublisherUrl url) {
    return OPTIONS.warnings(url);
  }

  private static String topic(PublisherUrl url) {
    String topic = url.option(TOPIC).orElse("ceilometer");
    if (!topic.matches("[A-Za-z0-9._-]{1,249}") || topic.matches("\\.\\.?")) {
      throw new DefinitionException(
          url.position(),
          "topic '%s' of %s is not made of up to 249 letters, digits and . _ -"
              .formatted(topic, url.display()));
    }
    return topic;
  }
}
