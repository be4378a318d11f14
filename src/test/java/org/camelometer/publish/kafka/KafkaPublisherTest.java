package org.camelometer.publish.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.Publishing;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.JsonValues;
import org.camelometer.sample.MessageSignature;
import org.camelometer.sample.MeteringMessage;
import org.camelometer.sample.Sample;
import org.camelometer.testing.KafkaBroker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code kafka:} against a real broker; each test has a topic of its own. */
class KafkaPublisherTest {
  @RegisterExtension static final KafkaBroker kafka = new KafkaBroker();

  @Test
  void sendsEachSampleSignedWithItsResourceAsKey() throws Exception {
    List<Sample> samples = new ArrayList<>(Publishing.samples(50));
    samples.addAll(Publishing.samples(50));
    samples.add(Sample.builder("x", org.camelometer.sample.MeterType.GAUGE, "").volume(1).build());
    try (DefaultCamelContext camel = new DefaultCamelContext();
        KafkaPublisher publisher = publisher("kafka://127.0.0.1:%d?topic=plain", kafka.port())) {
      camel.getRegistry().bind("bean", publisher);
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              errorHandler(noErrorHandler());
              from("direct:in").to("kamelet:publisher-kafka?publisher=bean");
            }
          });
      camel.start();
      Exchange done =
          camel
              .createFluentProducerTemplate()
              .to("direct:in")
              .withBody(samples)
              .request(Exchange.class);
      assertThat(done.getException()).isNull();
    }
    List<ConsumerRecord<String, byte[]>> messages = read("plain");
    assertThat(messages).hasSize(101);
    Map<String, Integer> partitions = new HashMap<>();
    for (ConsumerRecord<String, byte[]> message : messages) {
      Map<String, @Nullable Object> body = JsonValues.readObject(message.value());
      assertThat(new MessageSignature(Publishing.SECRET).verify(body)).isTrue();
      Sample sample = MeteringMessage.sample(body);
      assertThat(samples).contains(sample);
      assertThat(message.key()).isEqualTo(sample.resourceId());
      if (message.key() != null) {
        assertThat(partitions.computeIfAbsent(message.key(), key -> message.partition()))
            .isEqualTo(message.partition());
      }
    }
    assertThat(partitions).hasSize(50);
  }

  @Test
  void refusesOnlyWhatTheBrokerNeverTakes() throws Exception {
    Sample forTheBroker = Publishing.sample("a", "1".repeat(600_000));
    Sample forTheClient = Publishing.sample("b", "1".repeat(1_100_000));
    Sample good = Publishing.sample("c", 1);
    try (KafkaPublisher publisher = publisher("kafka://127.0.0.1:%d?topic=large", kafka.port())) {
      assertThatThrownBy(() -> publisher.send(List.of(forTheBroker, forTheClient, good)))
          .isInstanceOfSatisfying(
              PartlyRefusedException.class, e -> assertThat(e.refused()).isEqualTo(2))
          .hasMessageContaining("refused 2 of 3 samples");
      assertThatThrownBy(() -> publisher.send(List.of(forTheClient)))
          .isInstanceOf(UndeliverableException.class);
    }
    assertThat(read("large")).extracting(ConsumerRecord::key).containsExactly("c");
  }

  @Test
  void failsTheBatchWhenNobodyAnswersAndWorksOnce() throws Exception {
    try (KafkaPublisher publisher = publisher("kafka://127.0.0.1:%d?timeout=1", 1)) {
      assertThatThrownBy(() -> publisher.send(Publishing.samples(500)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "kafka://127.0.0.1:1 did not take the batch for topic 'ceilometer': ");
      assertThatThrownBy(() -> publisher.send(Publishing.samples(500)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void logsInWithItsPassword() throws Exception {
    String url =
        "kafka://me:my%%20%%22secret%%22@127.0.0.1:%d?security_protocol=SASL_PLAINTEXT&topic=login";
    try (KafkaPublisher publisher = publisher(url, kafka.loginPort())) {
      publisher.send(Publishing.samples(2));
    }
    assertThat(read("login")).hasSize(2);
    String wrong = "kafka://me:geheim@127.0.0.1:%d?security_protocol=SASL_PLAINTEXT&timeout=5";
    try (KafkaPublisher publisher = publisher(wrong, kafka.loginPort())) {
      assertThatThrownBy(() -> publisher.send(Publishing.samples(2)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Authentication failed")
          .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("geheim"));
    }
  }

  @Test
  void saysWhatIsWrongWithItsUrl() {
    assertThat(Publishing.create("kafka://a,[::1]:9093?policy=drop&ssl_cafile=/ca.pem"))
        .isNotNull();
    assertThat(Publishing.create("kafka://u:p@a?sasl_mechanism=SCRAM-SHA-512")).isNotNull();
    refuses("kafka://", "kafka:// is not kafka://host[:port]");
    refuses("kafka://a?topic=a/b", "topic 'a/b' of");
    refuses("kafka://a?timeout=0.5", "is less than a second");
    refuses("kafka://a?security_protocol=TLS", "security_protocol 'TLS' of");
    refuses("kafka://a?security_protocol=SASL_SSL", "has no user, and SASL_SSL takes one");
    refuses("kafka://u:geheim@a?security_protocol=SSL", "has a user, and SSL takes none");
    refuses("kafka://u:geheim@a?sasl_mechanism=GSSAPI", "sasl_mechanism 'GSSAPI' of");
    assertThat(Publishing.warnings("kafka://a?max_retry=5&per_meter_topic=1")).hasSize(2);
  }

  private static void refuses(String url, String sentence) {
    assertThatThrownBy(() -> Publishing.create(url))
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("geheim");
  }

  private static KafkaPublisher publisher(String url, int port) {
    return (KafkaPublisher) Publishing.create(url.formatted(port));
  }

  private static List<ConsumerRecord<String, byte[]>> read(String topic) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", "127.0.0.1:" + kafka.port(), "auto.offset.reset", "earliest");
    List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      long all = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (messages.size() < all) {
        consumer.poll(Duration.ofSeconds(10)).forEach(messages::add);
      }
    }
    return messages;
  }
}
