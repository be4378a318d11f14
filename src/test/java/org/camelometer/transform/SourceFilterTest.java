package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camelometer.definition.MeterFilter;
import org.camelometer.sample.Batch;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class SourceFilterTest {
  private final SourceFilter filter = new SourceFilter("s", new MeterFilter(List.of("cpu")));

  @Test
  void letsTheMetersOfTheSourcePass() {
    Batch batch = Batch.of(List.of(sample("cpu", 1), sample("memory", 1)));
    assertThat(filter.select(batch)).extracting(Sample::name).containsExactly("cpu");
  }

  @Test
  void keepsTheEndOfAPublishContext() {
    assertThat(filter.select(Batch.flush()).isLast()).isTrue();
    assertThat(filter.select(Batch.of(List.of())).isLast()).isFalse();
  }

  @Test
  void letsNumbersPassAsTheyCame() {
    Object[] volumes = {
      1, 2.5, BigInteger.TEN.pow(30), true, "5", " 1.5e3 ", "-inf", "nan", "1_000", ".5", "5."
    };
    assertThat(filter.select(batch(volumes))).extracting(Sample::volume).containsExactly(volumes);
    assertThat(filter.invalid()).isZero();
  }

  @Test
  void dropsAndCountsWhatIsNoNumber() {
    Object[] volumes = {null, "", "many", "0x10", "1d", "1e", List.of(1), Map.of(), "+"};
    assertThat(filter.select(batch(volumes))).isEmpty();
    assertThat(filter.invalid()).isEqualTo(volumes.length);
  }

  private static Batch batch(Object... volumes) {
    return Batch.of(
        new ArrayList<>(Arrays.stream(volumes).map(volume -> sample("cpu", volume)).toList()));
  }

  private static Sample sample(String name, Object volume) {
    return Sample.builder(name, MeterType.GAUGE, "").volume(volume).build();
  }
}
