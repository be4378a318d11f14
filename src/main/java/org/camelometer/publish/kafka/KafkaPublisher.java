package org.camelometer.publish.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Sends each sample as one Kafka message, a signed metering message in JSON: what {@code kafka:}
 * publishes. The key is the resource, so that all samples of a resource are in one partition and
 * stay in their order. A batch is delivered when all replicas in sync have each of its messages.
 *
 * <p>Connects with the first batch. After a failure the next batch begins with a new producer,
 * since some failures are the end of one. For any number of threads, one batch at a time.
 */
public final class KafkaPublisher implements AutoCloseable {
  private final KafkaConnection connection;
  private final String topic;
  private final String clientId;
  private final MessageSignature signature;

  private @Nullable Producer<String, byte[]> producer;

  KafkaPublisher(
      KafkaConnection connection, String topic, String clientId, MessageSignature signature) {
    this.connection = connection;
    this.topic = topic;
    this.clientId = clientId;
    this.signature = signature;
  }

  /**
   * Sends a batch and waits for all answers.
   *
   * @throws IOException if messages were not confirmed in time, whatever became of them
   * @throws PartlyRefusedException if some messages are larger than the broker takes
   * @throws UndeliverableException if all are
   */
  public synchronized void send(List<Sample> samples)
      throws IOException, PartlyRefusedException, UndeliverableException {
    int refused = 0;
    Exception reason = null;
    try {
      for (Future<RecordMetadata> answer : handOver(samples)) {
        Exception failure = failure(answer);
        if (failure instanceof RecordTooLargeException) {
          refused++;
          reason = reason == null ? failure : reason;
        } else if (failure != null) {
          throw failed(failure);
        }
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
    if (reason != null) {
      report(refused, samples.size(), reason);
    }
  }

  @Override
  public synchronized void close() {
    Producer<String, byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(java.time.Duration.ZERO);
    }
  }

  /** Stops at the first that fails at once: each may wait for the whole time limit. */
  private List<Future<RecordMetadata>> handOver(List<Sample> samples) {
    Producer<String, byte[]> open = open();
    open.partitionsFor(topic); // without it each message would wait for a broker that is away
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (Sample sample : samples) {
      Future<RecordMetadata> answer = open.send(message(sample));
      answers.add(answer);
      if (answer.isDone() && isPassing(answer)) {
        break;
      }
    }
    return answers;
  }

  private ProducerRecord<String, byte[]> message(Sample sample) {
    byte[] body =
        JsonValues.text(MeteringMessage.of(sample, signature))
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return new ProducerRecord<>(topic, sample.resourceId(), body);
  }

  private boolean isPassing(Future<RecordMetadata> answer) {
    Exception failure = failure(answer);
    return failure != null && !(failure instanceof RecordTooLargeException);
  }

  private @Nullable Exception failure(Future<RecordMetadata> answer) {
    try {
      answer.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof Exception cause ? cause : e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  private IOException failed(Exception failure) {
    close();
    return new IOException(
        "%s did not take the batch for topic '%s': %s"
            .formatted(connection, topic, failure.getMessage()),
        failure);
  }

  private void report(int refused, int all, Exception reason)
      throws PartlyRefusedException, UndeliverableException {
    String sentence =
        "%s refused %d of %d samples: %s".formatted(connection, refused, all, reason.getMessage());
    if (refused == all) {
      throw new UndeliverableException(sentence, reason);
    }
    throw new PartlyRefusedException(refused, sentence, reason);
  }

  private Producer<String, byte[]> open() {
    Producer<String, byte[]> open = producer;
    if (open == null) {
      open = new KafkaProducer<>(properties(), new StringSerializer(), new ByteArraySerializer());
      producer = open;
    }
    return open;
  }

  private Map<String, Object> properties() {
    int limit = Math.toIntExact(connection.timeout().toMillis());
    Map<String, Object> properties = new java.util.HashMap<>(connection.security());
    properties.put("bootstrap.servers", connection.brokers());
    properties.put("client.id", clientId);
    properties.put("acks", "all");
    properties.put("enable.idempotence", true);
    properties.put("max.block.ms", limit);
    properties.put("delivery.timeout.ms", limit);
    properties.put("request.timeout.ms", limit / 2);
    properties.put("linger.ms", 0);
    return properties;
  }
}
