package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class DeltaTest extends TransformerContract {

  @Override
  protected String yaml() {
    return "{name: delta, parameters: {target: {name: x.delta}}}";
  }

  @Test
  void givesTheChangeInTheUnitOfTheMeter() {
    Transformer delta = create("target: {name: cpu.delta}");
    assertThat(delta.handle(Transformers.counter("r", 10, 0))).isNull();
    Sample change = delta.handle(Transformers.counter("r", 25, 10));
    assertThat(change.name()).isEqualTo("cpu.delta");
    assertThat(change.type()).isEqualTo(MeterType.DELTA);
    assertThat(change.unit()).isEqualTo("B");
    assertThat(change.volume()).isEqualTo(15L);
  }

  @Test
  void givesChangesOfNothingAndBelowNothing() {
    Transformer delta = create("");
    delta.handle(Transformers.counter("r", 10, 0));
    assertThat(delta.handle(Transformers.counter("r", 10, 0)).volume()).isEqualTo(0L);
    assertThat(delta.handle(Transformers.counter("r", 4.5, 10)).volume()).isEqualTo(-5.5);
  }

  @Test
  void swallowsWhatShrankIfGrowthAloneIsWantedButGoesOnFromThere() {
    Transformer delta = create("growth_only: true");
    delta.handle(Transformers.counter("r", 10, 0));
    assertThat(delta.handle(Transformers.counter("r", 5, 10))).isNull();
    assertThat(delta.handle(Transformers.counter("r", 8, 20)).volume()).isEqualTo(3L);
    assertThat(delta.counts()).isEqualTo(Map.of("first", 1L, "out-of-order", 0L, "shrunk", 1L));
  }

  @Test
  void goesByTimestampsAlone() {
    Transformer delta = create("");
    delta.handle(monotonic(10, 10, 1.0));
    assertThat(delta.handle(monotonic(20, 5, 2.0))).isNull();
    assertThat(delta.handle(monotonic(30, 15, 0.5)).volume()).isEqualTo(20L);
  }

  @Test
  void calculatesWithIntegersOfAnySize() {
    Transformer delta = create("");
    delta.handle(Transformers.counter("r", BigInteger.TEN.pow(30), 0));
    Sample next = Transformers.counter("r", BigInteger.TEN.pow(30).multiply(BigInteger.TWO), 1);
    assertThat(delta.handle(next).volume()).isEqualTo(BigInteger.TEN.pow(30));
  }

  @Test
  void makesNoSenseForWhatIsNoCounter() {
    assertThat(create("").objection(new MeterShape("memory", MeterType.GAUGE, "MB"))).isPresent();
    assertThat(create("").objection(new MeterShape("cpu", MeterType.CUMULATIVE, "ns"))).isEmpty();
  }

  private static Sample monotonic(int volume, int second, double seconds) {
    return Transformers.builder("x", MeterType.CUMULATIVE, "r", second)
        .volume(volume)
        .monotonicTime(seconds)
        .build();
  }

  private static Transformer create(String parameters) {
    return Transformers.create("      - {name: delta, parameters: {" + parameters + "}}");
  }
}
