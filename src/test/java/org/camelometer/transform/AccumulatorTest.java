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
    Transformer accumulator = create("size: '2'");
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

  private static Transformer create(String parameters) {
    return Transformers.create("      - {name: accumulator, parameters: {" + parameters + "}}");
  }
}
