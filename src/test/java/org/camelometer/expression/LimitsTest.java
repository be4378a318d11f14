package org.camelometer.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What costs too much is an error with its place, soon, and never one of Java's. */
class LimitsTest {
  private static final int MANY = 5000;

  private final Evaluated scale = new Evaluated(Language.TRANSFORMER, Map.of("a", 1L));
  private final Evaluated pollster =
      new Evaluated(
          Language.POLLSTER,
          Map.of(
              "thousand", Collections.nCopies(1000, "x".repeat(100)),
              "long", "a".repeat(90_000),
              "deep", nested(2_000),
              "other", nested(2_000)));

  private static List<Object> nested(int levels) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      list = new ArrayList<>(List.of(list));
    }
    return list;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9**9**9",
        "10**10**10",
        "2**-9**9**9",
        "(2**4000)**2",
        "2**4095*2",
        "'x'*10**9",
        "'ab'*(10**5)",
        "'x'*10**30",
        "10**10**10**10",
        "-9**9**9 if a else 0"
      })
  void refusesToComputeWhatIsTooLarge(String text) {
    EvaluationException failure =
        catchThrowableOfType(EvaluationException.class, () -> scale.value(text));
    assertThat(failure).as(text).isNotNull();
    assertThat(failure.column()).isBetween(1, text.length());
  }

  @Test
  void computesWhatIsLargeButAllowed() {
    scale.assertThat("2**4095 // 2**4094").isEqualTo(2L);
    scale.assertThat("1**1**1 + 1**9**9").isEqualTo(2L);
    scale.assertThat("0**9**9").isEqualTo(0L);
    scale.assertThat("(-1)**(9**99)").isEqualTo(-1L);
    scale.assertThat("('x' * 10**5)[-1]").isEqualTo("x");
  }

  @Test
  void evaluatesLongFlatChains() {
    scale.assertThat("a" + "+1".repeat(MANY)).isEqualTo(MANY + 1L);
    scale.assertThat("a" + "*1.0".repeat(MANY - 1000)).isEqualTo(1.0);
    scale.assertThat("a" + "<2>0".repeat(MANY - 1001)).isEqualTo(true);
    scale.assertThat("0" + " or 0".repeat(MANY - 2000) + " or a").isEqualTo(1L);
    scale.assertThat("'x'" + "'y'".repeat(MANY) + "[0]").isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{", "-", "+", "a.", "1**", "a[", "1 if 1 else ", "int(", "$("})
  void refusesDeepNestsInEveryLanguage(String part) {
    for (Language language : Language.values()) {
      for (int times : new int[] {101, MANY / 4, 10_000}) {
        String text = part.repeat(times);
        ExpressionException failure =
            catchThrowableOfType(ExpressionException.class, () -> Expression.parse(text, language));
        assertThat(failure).as("%d times %s", times, part).isNotNull();
        assertThat(failure.column()).isBetween(1, text.length() + 1);
      }
    }
  }

  @Test
  void tellsThatTheNestIsTheProblem() {
    scale.assertRefused("(".repeat(10_000) + "1" + ")".repeat(9_999), 101, "nested too deeply");
    scale.assertRefused("-".repeat(10_000) + "1", 100, "nested too deeply");
    scale.assertRefused("not ".repeat(4_000) + "1", 397, "nested too deeply");
    scale.assertRefused("1" + "**1".repeat(4_000), 299, "nested too deeply");
    pollster.assertRefused("[".repeat(10_000), 101, "nested too deeply");
  }

  @Test
  void followsLongRowsOfAttributes() {
    scale.assertThat("x" + ".b".repeat(9_000)).isEqualTo(Missing.MISSING);
  }

  @Test
  void evaluatesTheDeepestNestThatIsAllowed() {
    String nest = "(1+".repeat(99) + "1" + ")".repeat(99);
    scale.assertThat(nest).isEqualTo(100L);
    scale.assertThat("x if a+a == 3 and not a*2 < 1 else ".repeat(98) + "a").isEqualTo(1L);
  }

  @Test
  void limitsTheText() {
    scale.assertThat(" ".repeat(19_999) + "1").isEqualTo(1L);
    scale.assertRefused(" ".repeat(20_000) + "1", 20_001, "20000 signs at most");
    scale.assertRefused("9".repeat(10_000), 1, "too large");
  }

  @Test
  void limitsTheStepsOfLambdas() {
    String times = "map(lambda v: ";
    String nest = times.repeat(6) + "v" + ", thousand)".repeat(6);
    pollster.assertFails("len(" + nest + ")", 75, "too many steps");
    pollster.assertFails("list(map(lambda v: 'x' * 100000, thousand))", 24, "too many steps");
    pollster.assertFails("list(map(lambda v: (v * 900).split('x'), thousand))", 30, "steps");
    pollster.assertThat("len(list(filter(lambda v: v != 'y', thousand)))").isEqualTo(1000L);
  }

  @Test
  void limitsSearchesAndTexts() {
    pollster.assertFails("sorted([long] * 1000)", 1, "too many steps");
    pollster.assertFails("long[1:] + 'b' in long", 16, "too many steps");
    pollster.assertFails("long.replace('a', 'bb')", 6, "longer than 100000 signs");
    pollster.assertFails("str(thousand)", 1, "longer than 100000 signs");
    pollster.assertFails("','.join(thousand)", 5, "longer than 100000 signs");
    pollster.assertFails("thousand * 101", 10, "more than 100000 elements");
  }

  @Test
  void limitsTheDepthOfData() {
    pollster.assertFails("deep == other", 6, "nested too deeply");
    pollster.assertFails("deep < other", 6, "nested too deeply");
    pollster.assertFails("str(deep)", 1, "nested too deeply");
    pollster.assertFails("deep in [other]", 6, "nested too deeply");
  }
}
