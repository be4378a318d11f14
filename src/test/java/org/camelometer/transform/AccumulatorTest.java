package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class AccumulatorTest extends TransformerContract {

  @Override
  protected String yaml() {
    return "{name: accumulator, parameters: }";
  }

  @Test
  void givesAllOutOnceThereAreEnough() {
    Transformer accumulator = create("size: 2");
    Sample first = Transformers.gauge("r", 1, 0);
    Sample second = Transformers.counter("s", 2, 0);
    Sample third = Transformers.gauge("r", 3, 10);
    assertThat(accumulator.handle(first)).isNull();
    assertThat(accumulator.flush()).isEmpty();
    accumulator.handle(second);
    accumulator.handle(third);
    assertThat(accumulator.held()).isEqualTo(3);
    assertThat(accumulator.flush()).containsExactly(first, second, third);
    assertThat(accumulator.held()).isZero();
    assertThat(accumulator.flush()).isEmpty();
  }

  @Test
  void holdsNothingBackBelowASizeOfOne() {
    Transformer accumulator = create("size: 0");
    Sample sample = Transformers.gauge("r", 1, 0);
    assertThat(accumulator.handle(sample)).isSameAs(sample);
    assertThat(accumulator.flush()).isEmpty();
  }

  @Test
  void aFractionOfASizeTakesOneSampleMore() {
    Transformer accumulator = create("size: 1.5");
    accumulator.handle(Transformers.gauge("r", 1, 0));
    assertThat(accumulator.flush()).isEmpty();
    accumulator.handle(Transformers.gauge("r", 2, 10));
    assertThat(accumulator.flush()).hasSize(2);
  }

  @Test
  void sizesAreNumbers() {
    assertThat(Transformers.problems("      - {name: accumulator, parameters: {size: '3'}}"))
        .singleElement()
        .asString()
        .contains("'size' of transformer 'accumulator' of sink")
        .contains("must be a number, but is '3'");
    assertThat(Transformers.problems("      - {name: accumulator, parameters: {size: }}"))
        .singleElement()
        .asString()
        .contains("must be a number, but is null");
  }

  private static Transformer create(String parameters) {
    return Transformers.create("      - {name: accumulator, parameters: {" + parameters + "}}");
  }
}
