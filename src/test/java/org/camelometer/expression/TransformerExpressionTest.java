package org.camelometer.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransformerExpressionTest {
  private static final Map<String, Object> METADATA = metadata();
  private final Evaluated scale = new Evaluated(Language.TRANSFORMER, names());

  private static Map<String, Object> metadata() {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("cpu_number", 4);
    metadata.put("flavor", Map.of("vcpus", 2L, "name", "m1"));
    metadata.put("none", null);
    metadata.put("tags", List.of("a", "b"));
    return metadata;
  }

  private static Map<String, Object> names() {
    Map<String, Object> names = new HashMap<>();
    names.put("volume", 10L);
    names.put("unit", "ns");
    names.put("user_id", null);
    names.put("resource_metadata", METADATA);
    names.put("sample", (Attributes) n -> n.equals("volume") ? 7 : Missing.MISSING);
    return names;
  }

  @Test
  void computesTheScaleOfTheDefaultPipeline() {
    scale
        .assertThat("100.0 / (10**9 * (resource_metadata.cpu_number or 1))")
        .isEqualTo(100.0 / 4e9);
    scale.assertThat("100.0 / (10**9 * (resource_metadata.absent or 1))").isEqualTo(100.0 / 1e9);
  }

  @Test
  void reachesIntoMappingsByAttributeAndSubscript() {
    scale.assertThat("resource_metadata.flavor.vcpus").isEqualTo(2L);
    scale.assertThat("resource_metadata['flavor']['vcpus']").isEqualTo(2L);
    scale.assertThat("resource_metadata.tags[-1]").isEqualTo("b");
    scale.assertThat("unit[0] + unit[1:]").isEqualTo("ns");
    scale.assertThat("sample.volume + sample['volume']").isEqualTo(14L);
    scale.assertFails("resource_metadata.none.x", 24, "None has no attribute 'x'");
  }

  @Test
  void takesWhatIsNotThereForFalse() {
    scale.assertThat("nothing").isEqualTo(Missing.MISSING);
    scale.assertThat("nothing.at.all['x'][0] or 5").isEqualTo(5L);
    scale.assertThat("resource_metadata.a.b.c or 5").isEqualTo(5L);
    scale.assertThat("not nothing").isEqualTo(true);
    scale.assertThat("nothing == nothing.more").isEqualTo(true);
    scale.assertThat("nothing != 0").isEqualTo(true);
    scale.assertThat("nothing is None").isEqualTo(false);
    scale.assertFails("volume * nothing", 8, "'*' can't be applied to an integer and what isn't");
    scale.assertFails("nothing < 1", 9, "'<' can't compare");
    scale.assertFails("-nothing", 1, "sign");
    scale.assertFails("1 in nothing", 3, "'in'");
  }

  @Test
  void bringsNumbersOfJavaIntoPythonsForm() {
    Evaluated given =
        new Evaluated(
            Language.TRANSFORMER,
            Map.of(
                "i",
                3,
                "s",
                (short) 3,
                "f",
                1.5f,
                "d",
                new BigDecimal("2.5"),
                "b",
                BigInteger.TEN,
                "e",
                Language.POLLSTER));
    given.assertThat("i").isEqualTo(3L);
    given.assertThat("s").isEqualTo(3L);
    given.assertThat("f").isEqualTo(1.5);
    given.assertThat("d").isEqualTo(2.5);
    given.assertThat("b").isEqualTo(10L);
    given.assertThat("e == 'POLLSTER'").isEqualTo(true);
  }

  @Test
  void namesWhatItReadsInOrder() {
    Expression expression =
        Expression.parse("volume + a.b * c['d'] + volume + f(g)", Language.TRANSFORMER);
    assertThat(expression.names()).isEqualTo(Arrays.asList("volume", "a", "c", "g"));
    assertThat(expression).hasToString("volume + a.b * c['d'] + volume + f(g)");
  }

  @Test
  void parsesCallsThatNeverWork() {
    scale.assertFails("float(\"nan\") * volume", 1, "'float'");
    scale.assertThat("1 or abs(x, y)").isEqualTo(1L);
  }

  @Test
  void refusesWhatTheLanguageHasNot() {
    scale.assertRefused("", 1, "isn't complete");
    scale.assertRefused("1 +", 4, "isn't complete");
    scale.assertRefused("volume ~ 2", 8, "'~'");
    scale.assertRefused("1 2", 3, "an operator or the end is wanted here, but there is '2'");
    scale.assertRefused("(1", 3, "'(' of column 1 isn't closed before the end");
    scale.assertRefused("[1]", 1, "lists");
    scale.assertRefused("{}", 1, "mappings");
    scale.assertRefused("(1, 2)", 3, "tuples");
    scale.assertRefused("unit.upper()", 11, "can't be called");
    scale.assertRefused("lambda: 1", 1, "lambda");
    scale.assertRefused("$(cpu)", 1, "'$'");
    scale.assertRefused("import", 1, "can't be a name");
    scale.assertRefused("1 if 2", 7, "'else' is wanted here, but there is the end");
    scale.assertRefused("volume = 1", 8, "'='");
    scale.assertRefused("a..b", 3, "a name is wanted after the dot");
    scale.assertRefused("a[]", 3, "a key or index");
  }

  @Test
  void keepsAnErrorThatIsNeverReached() {
    scale.assertThat("1 if True else 1 / 0").isEqualTo(1L);
    scale.assertFails("volume + 1 // 0", 12, "zero");
  }
}
