package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class RateOfChangeTest extends TransformerContract {
  private static final String CPU_UTIL =
      """
            - name: rate_of_change
              parameters:
                target:
                  name: cpu_util
                  unit: '%'
                  type: gauge
                  max: 100
                  scale: "100.0 / (10**9 * (resource_metadata.cpu_number or 1))"
      """;

  private final Transformers.SetClock clock = new Transformers.SetClock();

  @Override
  protected String yaml() {
    return "{name: rate_of_change, parameters: {target: {name: x.rate, unit: B/s, type: gauge}}}";
  }

  @Test
  void derivesCpuUtil() {
    Transformer cpuUtil = Transformers.create(CPU_UTIL);
    assertThat(cpuUtil.handle(cpu(120_000_000_000L, 0))).isNull();
    Sample util = cpuUtil.handle(cpu(125_000_000_000L, 10));
    assertThat(util.name()).isEqualTo("cpu_util");
    assertThat(util.volume()).isEqualTo(25.0);
    assertThat(util.timestamp()).isEqualTo("2026-03-01T12:00:10");
    assertThat(util.source()).isEqualTo("ours");
    assertThat(util.monotonicTime()).isNull();
    assertThat(cpuUtil.handle(cpu(525_000_000_000L, 20)).volume()).isEqualTo(100);
  }

  @Test
  void takesACounterThatShrankForResetUnlessItIsNoCounter() {
    Transformer rate = create("");
    rate.handle(Transformers.counter("r", 1000, 0));
    assertThat(rate.handle(Transformers.counter("r", 50, 10)).volume()).isEqualTo(5.0);
    assertThat(rate.handle(Transformers.gauge("r", 0, 20)).volume()).isEqualTo(-5.0);
  }

  @Test
  void swallowsWhatComesTooLateAndKeepsTheNewerReading() {
    Transformer rate = create("");
    rate.handle(Transformers.counter("r", 100, 20));
    assertThat(rate.handle(Transformers.counter("r", 5, 10))).isNull();
    assertThat(rate.handle(Transformers.counter("r", 200, 30)).volume()).isEqualTo(10.0);
    assertThat(rate.counts()).isEqualTo(Map.of("first", 1L, "out-of-order", 1L));
  }

  @Test
  void givesZeroWhenNoTimeHasPassed() {
    Transformer rate = create("");
    rate.handle(Transformers.counter("r", 100, 10));
    assertThat(rate.handle(Transformers.counter("r", 200, 10)).volume()).isEqualTo(0.0);
  }

  @Test
  void prefersTheClockThatIsNeverSetBack() {
    Transformer rate = create("");
    rate.handle(monotonic(100, 10, 5.0));
    assertThat(rate.handle(monotonic(200, 5, 25.0)).volume()).isEqualTo(5.0);
    assertThat(rate.handle(monotonic(300, 15, null)).volume()).isEqualTo(10.0);
    assertThat(rate.handle(monotonic(400, 35, 40.0)).volume()).isEqualTo(5.0);
  }

  @Test
  void swallowsWhatIsOlderByBothClocks() {
    Transformer rate = create("");
    rate.handle(monotonic(100, 10, 10.0));
    assertThat(rate.handle(monotonic(50, 5, 5.0))).isNull();
  }

  /** Otherwise nothing would come of a host that was up for a month until it is so again. */
  @Test
  void goesByTimestampsAfterAHostStartedAgain() {
    Transformer rate = create("");
    rate.handle(monotonic(1000, 0, 2_592_000.0));
    assertThat(rate.handle(monotonic(300, 60, 30.0)).volume()).isEqualTo(5.0);
    assertThat(rate.handle(monotonic(900, 120, 90.0)).volume()).isEqualTo(10.0);
  }

  @Test
  void multipliesByANumericScaleAndTheVolumeAsCeilometerDoes() {
    Transformer rate = create("scale: 2");
    rate.handle(Transformers.counter("r", 10, 0));
    assertThat(rate.handle(Transformers.counter("r", 20, 10)).volume()).isEqualTo(40.0);
  }

  /** Ceilometer's key is the two texts in a row. */
  @Test
  void keepsMetersAndResourcesApartWhoseNamesRunTogether() {
    Transformer rate = create("");
    rate.handle(Transformers.sample("disk", MeterType.CUMULATIVE, "1a", 100, 0));
    assertThat(rate.handle(Transformers.sample("disk1", MeterType.CUMULATIVE, "a", 7, 10)))
        .isNull();
    assertThat(rate.entries()).isEqualTo(2);
  }

  @Test
  void remembersAReadingWhoseScaleFails() {
    Transformer rate = create("scale: 1 / resource_metadata.size");
    rate.handle(sized(0, 0, 1));
    Sample withoutSize = Transformers.counter("r", 100, 10);
    assertThatThrownBy(() -> rate.handle(withoutSize)).isInstanceOf(RuntimeException.class);
    assertThat(rate.handle(sized(200, 20, 2)).volume()).isEqualTo(5.0);
  }

  @Test
  void calculatesWithIntegersOfAnySize() {
    Transformer rate = create("");
    BigInteger huge = BigInteger.TWO.pow(64);
    rate.handle(Transformers.counter("r", huge, 0));
    Sample next = Transformers.counter("r", huge.add(BigInteger.TEN), 10);
    assertThat(rate.handle(next).volume()).isEqualTo(1.0);
  }

  @Test
  void forgetsWhatItHasNotHeardOfForLong() {
    Transformer rate = Transformers.create("      - " + yaml(), clock);
    rate.handle(Transformers.counter("gone", 1, 0));
    rate.handle(Transformers.counter("there", 1, 0));
    clock.advance(Transformers.FORGET_AFTER);
    rate.handle(Transformers.counter("there", 11, 10));
    rate.forget();
    assertThat(rate.entries()).isEqualTo(2);
    clock.advance(Duration.ofMillis(1));
    rate.forget();
    assertThat(rate.entries()).isEqualTo(1);
    assertThat(rate.handle(Transformers.counter("gone", 2, 20))).isNull();
    assertThat(rate.handle(Transformers.counter("there", 21, 20))).isNotNull();
  }

  @Test
  void doesNotForgetWhatItHearsOfWhileTheClockIsSetBackAndForth() {
    Transformer rate = Transformers.create("      - " + yaml(), clock);
    for (int i = 0; i < 10; i++) {
      rate.handle(Transformers.counter("r", i, i));
      clock.advance(i % 2 == 0 ? Duration.ofDays(-1) : Duration.ofMinutes(30));
      rate.forget();
      assertThat(rate.entries()).isEqualTo(1);
    }
  }

  @Test
  void makesNoSenseForWhatIsNoCounter() {
    assertThat(create("").objection(new MeterShape("memory", MeterType.GAUGE, "MB")))
        .contains(
            "rate_of_change of 'memory' makes little sense: it is a gauge, no counter that grows");
    assertThat(create("").objection(new MeterShape("cpu", MeterType.CUMULATIVE, "ns"))).isEmpty();
    assertThat(create("").objection(new MeterShape("mine", null, null))).isEmpty();
  }

  private static Transformer create(String target) {
    return Transformers.create(
        "      - {name: rate_of_change, parameters: {target: {" + target + "}}}");
  }

  private static Sample cpu(long volume, int second) {
    return Transformers.builder("cpu", MeterType.CUMULATIVE, "r", second)
        .volume(volume)
        .metadata(Map.of("cpu_number", 2))
        .build();
  }

  private static Sample sized(int volume, int second, int size) {
    return Transformers.builder("x", MeterType.CUMULATIVE, "r", second)
        .volume(volume)
        .metadata(Map.of("size", size))
        .build();
  }

  private static Sample monotonic(int volume, int second, Double seconds) {
    return Transformers.builder("x", MeterType.CUMULATIVE, "r", second)
        .volume(volume)
        .monotonicTime(seconds)
        .build();
  }
}
