package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.Map;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class AggregatorTest extends TransformerContract {
  private final Transformers.SetClock clock = new Transformers.SetClock();

  @Override
  protected String yaml() {
    return "{name: aggregator, parameters: {target: {name: y}}}";
  }

  @Test
  void averagesGaugesSumsDeltasAndKeepsTheLastOfCounters() {
    Transformer aggregator = create("size: 6");
    for (int i = 1; i <= 2; i++) {
      aggregator.handle(Transformers.sample("g", MeterType.GAUGE, "r", i, i));
      aggregator.handle(Transformers.sample("d", MeterType.DELTA, "r", i, i));
      aggregator.handle(Transformers.sample("c", MeterType.CUMULATIVE, "r", i, i));
      assertThat(aggregator.entries()).isEqualTo(3);
    }
    assertThat(aggregator.held()).isEqualTo(6);
    assertThat(aggregator.flush()).extracting(Sample::volume).containsExactly(1.5, 3L, 2);
    assertThat(aggregator.held()).isZero();
    assertThat(aggregator.entries()).isZero();
  }

  /** In Ceilometer the count is looked up by the new name, and nothing ever comes out. */
  @Test
  void averagesAGaugeThatGotAnotherName() {
    Transformer aggregator = create("size: 2, target: {name: mean}");
    aggregator.handle(Transformers.gauge("r", 1, 0));
    aggregator.handle(Transformers.gauge("r", 2, 0));
    assertThat(aggregator.flush())
        .extracting(Sample::name, Sample::volume)
        .containsExactly(tuple("mean", 1.5));
  }

  @Test
  void waitsForTheRetentionTimeOfTheFirstSample() {
    Transformer aggregator = create("size: 0, retention_time: '60'");
    aggregator.handle(Transformers.gauge("r", 1, 0));
    clock.advance(Duration.ofSeconds(60));
    assertThat(aggregator.flush()).isEmpty();
    aggregator.handle(Transformers.gauge("r", 3, 59));
    clock.advance(Duration.ofMillis(1));
    assertThat(aggregator.flush()).extracting(Sample::volume).containsExactly(2.0);
    aggregator.handle(Transformers.gauge("r", 5, 60));
    assertThat(aggregator.flush()).isEmpty();
  }

  @Test
  void keepsOwnersApartUnlessToldWhichCounts() {
    assertThat(flush("size: 2", owned("p1", "u1"), owned("p2", null))).hasSize(2);
    assertThat(
            flush(
                "size: 2, project_id: first, user_id: last", owned("p1", "u1"), owned("p2", null)))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.projectId()).isEqualTo("p1");
              assertThat(sample.userId()).isNull();
            });
  }

  /** Ceilometer joins what makes the key by hyphens. */
  @Test
  void keepsOwnersApartWhoseNamesRunTogether() {
    assertThat(flush("size: 2", owned("a-b", "c"), owned("a", "b-c"))).hasSize(2);
    assertThat(flush("size: 2", owned("<undefined>", "c"), owned(null, "c"))).hasSize(2);
  }

  @Test
  void takesTheMetadataAndTheTimestampThatAreWanted() {
    Sample first = described(1, 0);
    Sample last = described(2, 10);
    Sample plain = flush("size: 2", first, last).iterator().next();
    assertThat(plain.resourceMetadata()).isEqualTo(Map.of("n", 2));
    assertThat(plain.timestamp()).isEqualTo(first.timestamp());
    Sample other =
        flush("size: 2, resource_metadata: first, timestamp: last", first, last).iterator().next();
    assertThat(other.resourceMetadata()).isEqualTo(Map.of("n", 1));
    assertThat(other.timestamp()).isEqualTo(last.timestamp());
    Sample bare = flush("size: 2, resource_metadata: drop", first, last).iterator().next();
    assertThat(bare.resourceMetadata()).isEmpty();
  }

  @Test
  void scalesWhatItAddsAndLimitsTheFirstAlone() {
    Transformer aggregator = create("size: 2, target: {scale: 10, max: 15}");
    aggregator.handle(Transformers.sample("d", MeterType.DELTA, "r", 2, 0));
    aggregator.handle(Transformers.sample("d", MeterType.DELTA, "r", 2, 0));
    assertThat(aggregator.flush()).extracting(Sample::volume).containsExactly(35L);
  }

  @Test
  void doesNotCountWhatItCannotUse() {
    Transformer aggregator = create("size: 3");
    aggregator.handle(Transformers.gauge("r", 1, 0));
    assertThat(catchThrowable(() -> aggregator.handle(Transformers.gauge("r", "7", 0))))
        .hasMessage("the volume '7' is a text");
    aggregator.handle(Transformers.gauge("r", 2, 0));
    assertThat(aggregator.flush()).isEmpty();
    aggregator.handle(Transformers.gauge("r", 6, 0));
    assertThat(aggregator.flush()).extracting(Sample::volume).containsExactly(3.0);
  }

  private Iterable<Sample> flush(String parameters, Sample... samples) {
    Transformer aggregator = create(parameters);
    for (Sample sample : samples) {
      assertThat(aggregator.handle(sample)).isNull();
    }
    return aggregator.flush();
  }

  private static Sample owned(String project, String user) {
    return Transformers.builder("x", MeterType.GAUGE, "r", 0)
        .owner(user, project)
        .volume(1)
        .build();
  }

  private static Sample described(int n, int second) {
    return Transformers.builder("x", MeterType.GAUGE, "r", second)
        .volume(1)
        .metadata(Map.of("n", n))
        .build();
  }

  private Transformer create(String parameters) {
    return Transformers.create(
        "      - {name: aggregator, parameters: {" + parameters + "}}", clock);
  }
}
