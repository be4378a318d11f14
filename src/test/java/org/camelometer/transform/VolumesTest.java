package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumesTest {
  private static final BigInteger HUGE = BigInteger.TEN.pow(400);
  private static final BigInteger BEYOND = BigInteger.TWO.pow(63);

  @Test
  void keepsIntegersWholeHoweverLarge() {
    assertThat(Volumes.plus(1, 2L)).isEqualTo(3L);
    assertThat(Volumes.plus(Long.MAX_VALUE, 1)).isEqualTo(BEYOND);
    assertThat(Volumes.minus(Long.MIN_VALUE, 1))
        .isEqualTo(BEYOND.negate().subtract(BigInteger.ONE));
    assertThat(Volumes.minus(BEYOND, 1L)).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE));
    assertThat(Volumes.times(Long.MIN_VALUE, -1)).isEqualTo(BEYOND);
    assertThat(Volumes.times(3, -4)).isEqualTo(-12L);
  }

  @Test
  void makesAFloatOfWhatAFloatIsIn() {
    assertThat(Volumes.plus(1, 0.5)).isEqualTo(1.5);
    assertThat(Volumes.minus(0.5, 1L)).isEqualTo(-0.5);
    assertThat(Volumes.times(3, 0.5)).isEqualTo(1.5);
    assertThat(Volumes.dividedBy(3L, 2)).isEqualTo(1.5);
    assertThat(Volumes.dividedBy(4, 2)).isEqualTo(2.0);
    assertThat(Volumes.dividedBy(9_007_199_254_740_993L, 3)).isEqualTo(3_002_399_751_580_331.0);
    assertThat(Volumes.dividedBy(1.0, 4)).isEqualTo(0.25);
  }

  @Test
  void countsTruthAsOne() {
    assertThat(Volumes.times(true, 2)).isEqualTo(2L);
    assertThat(Volumes.plus(false, 1)).isEqualTo(1L);
  }

  @Test
  void comparesWithoutLosingADigit() {
    assertThat(Volumes.less(9_007_199_254_740_992.0, 9_007_199_254_740_993L)).isTrue();
    assertThat(Volumes.atMost(9_007_199_254_740_993L, 9_007_199_254_740_992.0)).isFalse();
    assertThat(Volumes.atMost(HUGE, Double.MAX_VALUE)).isFalse();
    assertThat(Volumes.atMost(1, 1.0)).isTrue();
    assertThat(Volumes.less(1, 1.0)).isFalse();
    assertThat(Volumes.atMost(Double.NaN, 1)).isFalse();
    assertThat(Volumes.less(1, Double.NaN)).isFalse();
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> Volumes.times("12.5", 2)).hasMessage("the volume '12.5' is a text");
    assertThatThrownBy(() -> Volumes.plus(1, null)).hasMessage("the volume 'null' is no number");
    assertThatThrownBy(() -> Volumes.atMost(List.of(), 1)).hasMessageContaining("no number");
    assertThatThrownBy(() -> Volumes.times(HUGE, 0.5)).hasMessageContaining("too large");
    assertThatThrownBy(() -> Volumes.dividedBy(HUGE, 2)).hasMessageContaining("too large");
  }
}
