package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.camelometer.definition.Position;
import org.camelometer.sample.Batch;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class TransformerChainTest {
  private final Transformers.SetClock clock = new Transformers.SetClock();

  @Test
  void leavesBatchesAloneWithoutTransformers() {
    TransformerChain chain = new TransformerChain(List.of());
    Batch batch = Batch.of(List.of(Transformers.gauge("r", 1, 0)));
    assertThat(chain.transform(batch)).isSameAs(batch);
  }

  @Test
  void runsSamplesThroughAllInOrder() {
    TransformerChain chain =
        chain(
            """
                  - {name: rate_of_change, parameters: {target: {unit: B/s, type: gauge}}}
                  - {name: unit_conversion, parameters: {source: {unit: B/s}, target: {scale: 2}}}
            """);
    chain.transform(Batch.of(List.of(Transformers.counter("r", 0, 0))));
    Batch out = chain.transform(Batch.of(List.of(Transformers.counter("r", 50, 10))));
    assertThat(out).extracting(Sample::volume).containsExactly(10.0);
    assertThat(out.isLast()).isFalse();
    assertThat(chain.steps()).extracting(Step::number).containsExactly(0, 1);
    assertThat(chain.steps()).extracting(Step::handled).containsExactly(2L, 1L);
    assertThat(chain.steps()).extracting(Step::passed).containsExactly(1L, 1L);
    assertThat(chain.steps()).extracting(Step::entries).containsExactly(1, 0);
    assertThat(chain.steps().get(0).definition().position())
        .isEqualTo(new Position("p.yaml", 6, 16));
  }

  @Test
  void runsWhatWasHeldBackThroughTheTransformersBehind() {
    TransformerChain chain =
        chain(
            """
                  - {name: aggregator, parameters: {size: 2}}
                  - {name: rate_of_change, parameters: {target: {type: gauge}}}
                  - {name: accumulator, parameters: {size: 1}}
            """);
    assertThat(flushed(chain, 0, 10)).isEmpty();
    Batch out = flushed(chain, 20, 40);
    assertThat(out).extracting(Sample::volume).containsExactly(1.5);
    assertThat(out.isLast()).isTrue();
  }

  @Test
  void appendsWhatWasHeldBackInTheOrderOfTheTransformers() {
    TransformerChain chain =
        chain(
            """
                  - {name: unit_conversion, parameters: {target: {name: y}}}
                  - {name: accumulator, parameters: {size: 2}}
                  - {name: accumulator, parameters: {size: 3}}
            """);
    flushed(chain, 1);
    assertThat(chain.steps()).extracting(Step::held).containsExactly(0, 1, 0);
    flushed(chain, 2);
    assertThat(chain.steps()).extracting(Step::held).containsExactly(0, 0, 2);
    flushed(chain, 3);
    assertThat(flushed(chain, 4)).extracting(Sample::volume).containsExactly(1, 2, 3, 4);
  }

  @Test
  void losesAFailingSampleAloneAndSaysSoOnce() {
    TransformerChain chain =
        chain("      - {name: unit_conversion, parameters: {target: {scale: 2}}}");
    try (StepLog log = new StepLog()) {
      Batch out = flushed(chain, 1, "7", "8", 2);
      assertThat(out).extracting(Sample::volume).containsExactly(2L, 4L);
      flushed(chain, "9", 3);
      assertThat(log.lines())
          .containsExactly(
              "Transformer 0 (unit_conversion) of sink 'k' can't use x of 'r', which is lost and"
                  + " counted: the volume '7' is a text.");
      assertThat(chain.steps().get(0).fault()).isEqualTo("the volume '7' is a text");
      assertThat(chain.steps().get(0).failed()).isEqualTo(3);
      chain.transform(Batch.flush());
      assertThat(log.lines()).hasSize(1);
      flushed(chain, 4);
      flushed(chain, 5);
      assertThat(log.lines())
          .hasSize(2)
          .last()
          .isEqualTo(
              "Transformer 0 (unit_conversion) of sink 'k' works again; samples that failed so far: 3.");
      assertThat(chain.steps().get(0).fault()).isEmpty();
    }
  }

  @Test
  void keepsWhatAFlushCouldMake() {
    TransformerChain chain =
        chain("      - {name: arithmetic, parameters: {target: {expr: 1 / $(x)}}}");
    Batch batch = Batch.of(List.of(Transformers.gauge("r", 0, 0), Transformers.gauge("s", 4, 0)));
    chain.transform(batch);
    assertThat(chain.transform(Batch.flush())).extracting(Sample::volume).containsExactly(0.25);
    assertThat(chain.steps().get(0).failed()).isEqualTo(1);
    assertThat(chain.steps().get(0).passed()).isEqualTo(1);
  }

  @Test
  void forgetsAtTheEndOfAPublishContext() {
    TransformerChain chain = chain("      - {name: delta, parameters: }");
    flushed(chain, 1);
    clock.advance(Transformers.FORGET_AFTER.plusMillis(1));
    chain.transform(Batch.of(List.of()));
    assertThat(chain.steps().get(0).entries()).isEqualTo(1);
    chain.transform(Batch.flush());
    assertThat(chain.steps().get(0).entries()).isZero();
  }

  private TransformerChain chain(String yaml) {
    return Transformers.chain(yaml.stripTrailing(), clock);
  }

  /** A publish context with these volumes of a counter, a second apart. */
  private static Batch flushed(TransformerChain chain, Object... volumes) {
    List<Sample> samples = new ArrayList<>();
    for (Object volume : volumes) {
      int second = volume instanceof Integer number ? number : 0;
      samples.add(Transformers.counter("r", volume, second));
    }
    List<Sample> out = new ArrayList<>(chain.transform(Batch.of(samples)));
    Batch last = chain.transform(Batch.flush());
    out.addAll(last);
    return last.with(out);
  }
}
