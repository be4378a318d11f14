package org.camelometer.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ArithmeticExpressionTest {
  private final Evaluated expr =
      new Evaluated(
          Language.ARITHMETIC,
          Map.of(
              "memory.usage", sample(Map.of("volume", 30L, "unit", "MB")),
              "net-in.rate", sample(Map.of("volume", 1.5)),
              "class", sample(Map.of("volume", 7L, "resource_metadata", Map.of("vcpus", 2L))),
              "plain", 99L));

  private static Attributes sample(Map<String, Object> fields) {
    return name -> fields.containsKey(name) ? fields.get(name) : Missing.MISSING;
  }

  @Test
  void takesTheVolumeOfAMeter() {
    expr.assertThat("100.0 * $(memory.usage) / 60").isEqualTo(50.0);
    expr.assertThat("$(net-in.rate)-$(class)").isEqualTo(-5.5);
    expr.assertThat("-$(class) ** 2").isEqualTo(-49L);
  }

  @Test
  void takesAnAttributeOfAMeter() {
    expr.assertThat("$(memory.usage).volume - 1").isEqualTo(29L);
    expr.assertThat("$(memory.usage).unit").isEqualTo("MB");
    expr.assertThat("$(memory.usage) + $(class).resource_metadata.vcpus").isEqualTo(32L);
    expr.assertThat("$(class).resource_metadata.x.y or 7").isEqualTo(7L);
    expr.assertThat("$(class).resource_metadata['vcpus']").isEqualTo(2L);
  }

  @Test
  void knowsNoPlainNames() {
    expr.assertThat("plain").isEqualTo(Missing.MISSING);
    expr.assertThat("$(absent)").isEqualTo(Missing.MISSING);
  }

  @Test
  void namesItsMeters() {
    Expression expression =
        Expression.parse("$(b) + x * $(a.c-d) + $(b).unit", Language.ARITHMETIC);
    assertThat(expression.names()).containsExactly("b", "a.c-d");
  }

  @Test
  void refusesHalfAMeter() {
    expr.assertRefused("1 + $(a", 5, "$(meter.name)");
    expr.assertRefused("$()", 1, "$(meter.name)");
    expr.assertRefused("$( a )", 1, "$(meter.name)");
    expr.assertRefused("$a", 1, "$(meter.name)");
    expr.assertRefused("$", 1, "$(meter.name)");
  }
}
