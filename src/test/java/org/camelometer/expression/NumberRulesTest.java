package org.camelometer.expression;

import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Python's rules for integers and floats, by cases where Java's differ. */
class NumberRulesTest {
  private final Evaluated scale =
      new Evaluated(Language.TRANSFORMER, Map.of("big", BigInteger.TWO.pow(2000)));

  @Test
  void readsNumbersAsPythonWritesThem() {
    scale.assertThat("0xFF + 0o17 + 0b101 + 1_000").isEqualTo(255L + 15 + 5 + 1000);
    scale.assertThat("1e3").isEqualTo(1000.0);
    scale.assertThat(".5 + 2. + 1_0.2_5e-1_0 * 0").isEqualTo(2.5);
    scale.assertThat("0x_ff").isEqualTo(255L);
    scale.assertThat("1e999").isEqualTo(Double.POSITIVE_INFINITY);
    scale.assertThat("0_0").isEqualTo(0L);
    scale.assertRefused("012", 1, "can't begin with 0");
    scale.assertRefused("1_", 2, "goes on with a letter");
    scale.assertRefused("1__0", 2, "goes on with a letter");
    scale.assertRefused("0x", 1, "no digits");
    scale.assertRefused("0b2", 1, "no digits");
    scale.assertRefused("1e", 2, "goes on with a letter");
    scale.assertRefused("1j", 2, "goes on with a letter");
  }

  @Test
  void keepsIntegersExact() {
    scale.assertThat("2**63").isEqualTo(BigInteger.TWO.pow(63));
    scale.assertThat("2**63 - 1").isEqualTo(Long.MAX_VALUE);
    scale.assertThat("-2**63").isEqualTo(Long.MIN_VALUE);
    scale.assertThat("-(-2**63)").isEqualTo(BigInteger.TWO.pow(63));
    scale
        .assertThat("9223372036854775807 * 9223372036854775807 // 9223372036854775807")
        .isEqualTo(Long.MAX_VALUE);
    scale.assertThat("-2**63 // -1").isEqualTo(BigInteger.TWO.pow(63));
    scale.assertThat("True + True").isEqualTo(2L);
    scale.assertThat("+True").isEqualTo(1L);
  }

  @Test
  void dividesIntegersToTheNearestFloat() {
    scale.assertThat("7 / 2").isEqualTo(3.5);
    scale.assertThat("6 / 3").isEqualTo(2.0);
    scale.assertThat("0 / -5").isEqualTo(-0.0);
    scale.assertThat("(2**53 + 1) / 1").isEqualTo(0x1p53);
    scale.assertThat("(2**53 + 3) / 1").isEqualTo(0x1p53 + 4);
    scale.assertThat("big / (big - 1)").isEqualTo(1.0);
    scale.assertThat("1 / 2**1074").isEqualTo(Double.MIN_VALUE);
    scale.assertThat("3 / 2**1075").isEqualTo(2 * Double.MIN_VALUE);
    scale.assertThat("1 / 2**1075").isEqualTo(0.0);
    scale.assertFails("big / 3", 5, "too large");
    scale.assertFails("1 / 0", 3, "divided by zero");
    scale.assertFails("1 % 0.0", 3, "divided by zero");
  }

  @Test
  void floorsTowardsMinusInfinity() {
    scale.assertThat("-7 // 2").isEqualTo(-4L);
    scale.assertThat("-7 % 2").isEqualTo(1L);
    scale.assertThat("7 % -2").isEqualTo(-1L);
    scale.assertThat("-7.5 // 2").isEqualTo(-4.0);
    scale.assertThat("-7.5 % 2").isEqualTo(0.5);
    scale.assertThat("5 % -2.5").isEqualTo(-0.0);
    scale.assertThat("-1 % 1e999").isEqualTo(Double.POSITIVE_INFINITY);
    scale.assertThat("1 // 0.1").isEqualTo(9.0);
  }

  @Test
  void raisesToPowers() {
    scale.assertThat("2 ** 3 ** 0.5").isEqualTo(Math.pow(2, Math.pow(3, 0.5)));
    scale.assertThat("2 ** -1").isEqualTo(0.5);
    scale.assertThat("-2 ** 2").isEqualTo(-4L);
    scale.assertThat("0 ** 0").isEqualTo(1L);
    scale.assertThat("1 ** (1e999 - 1e999)").isEqualTo(1.0);
    scale.assertThat("(-1) ** 1e999").isEqualTo(1.0);
    scale.assertThat("0 ** -1e999").isEqualTo(Double.POSITIVE_INFINITY);
    scale.assertFails("0 ** -1", 3, "zero has no negative powers");
    scale.assertFails("(-8) ** 0.5", 6, "whole powers only");
    scale.assertFails("10.0 ** 400", 6, "too large");
    scale.assertThat("1e300 * 1e300").isEqualTo(Double.POSITIVE_INFINITY);
    scale.assertFails("1.0 + big", 5, "too large for a float");
  }

  @Test
  void comparesIntegersAndFloatsByTheirExactValues() {
    scale.assertThat("2**53 + 1 == 2.0**53").isEqualTo(false);
    scale.assertThat("2**53 + 1 > 2.0**53").isEqualTo(true);
    scale.assertThat("2.0**53 < 2**53 + 1 < 1e999").isEqualTo(true);
    scale.assertThat("big > 1e308").isEqualTo(true);
    scale.assertThat("-big < -1e999").isEqualTo(false);
    scale.assertThat("1 == 1.0 == True").isEqualTo(true);
    scale.assertThat("1e999 - 1e999 != 1e999 - 1e999").isEqualTo(true);
    scale.assertFails("1 < '1'", 3, "'<' can't compare an integer to a string");
    scale.assertFails("None < 1", 6, "compare None to an integer");
  }
}
