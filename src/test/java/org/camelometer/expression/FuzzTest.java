package org.camelometer.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever text there is: it ends in a value or an error with its place. */
class FuzzTest {
  private static final long SEED = Long.getLong("expression.seed", 3);
  private static final int TEXTS = 10_000;

  /** A guard against what never ends; the test takes a few seconds. */
  private static final Duration GUARD = Duration.ofSeconds(60);

  private static final List<String> TOKENS =
      List.of(
          "+",
          "-",
          "*",
          "/",
          "//",
          "%",
          "**",
          "<",
          "<=",
          "==",
          "!=",
          " in ",
          " not in ",
          " is ",
          " is not ",
          " and ",
          " or ",
          " not ",
          " if ",
          " else ",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          ".",
          "=",
          "'",
          "\"",
          "'''",
          "\\",
          "$(",
          "$(cpu)",
          "$(cpu).volume",
          " lambda v: ",
          "len(",
          "sorted(",
          "map(",
          "filter(",
          ".get(",
          ".join(",
          ".split(",
          "key=",
          "default=",
          "value",
          "volume",
          "x",
          "v",
          "None",
          "True",
          "0",
          "1",
          "9",
          "9**9",
          "10**10",
          "1e308",
          "0x",
          "0xFF",
          "1_",
          "1.",
          ".5",
          "'a'",
          "r'",
          "f'",
          "\\u12",
          "\u00e9",
          "\ud83d",
          "\n",
          "\t",
          "import",
          "__class__",
          "~",
          "&",
          ";",
          "@",
          ":=",
          "#");
  private static final List<String> VALID =
      List.of(
          "100.0 / (10**9 * (resource_metadata.cpu_number or 1))",
          "100 if (type == \"cumulative\" and not resource_metadata.missing) else 0",
          "$(a) if $(a) > $(b) else $(b).resource_metadata['x']",
          "filter(lambda v: v.get('rel') == 'next', value)[0]['href'].split('?')[1:]",
          "sorted(value, key=lambda v: -v['n'], reverse=True)",
          "{'a': [1, 2, {'b': value}]}['a'][-1] if 'a' in {'a': 1} else max(1, 2.5, key=abs)",
          "round(float('1e3') / 7, 2) + int('ff', 16) ** 3 % 1000 // -7");
  private static final List<String> NESTS =
      List.of(
          "(",
          "[",
          "{",
          "-",
          "not ",
          "1**",
          "a.",
          "a[",
          "(a.b)+",
          "1 if 1 else ",
          "lambda v: ",
          "map(lambda v: ",
          "[[",
          "{'a':",
          "((((",
          "'a'*9*",
          "9**9**",
          "value*",
          "x,",
          "~");

  private final Random random = new Random(SEED);
  private final Map<String, Object> names =
      Map.of(
          "volume",
          5L,
          "value",
          List.of(Map.of("rel", "next", "n", 1), Map.of("rel", "self", "n", 2.5)),
          "cpu",
          (Attributes) name -> name.equals("volume") ? 1e9 : Missing.MISSING);

  @Test
  void endsInAValueOrALocatedError() {
    assertTimeoutPreemptively(
        GUARD,
        () -> {
          for (int i = 0; i < TEXTS; i++) {
            String text = text(i);
            for (Language language : Language.values()) {
              check(text, language);
            }
          }
        });
  }

  private void check(String text, Language language) {
    int column = 1;
    try {
      Expression.parse(text, language)
          .evaluate(name -> names.containsKey(name) ? names.get(name) : Missing.MISSING);
    } catch (ExpressionException e) {
      column = e.column();
    } catch (EvaluationException e) {
      column = e.column();
    } catch (Throwable e) {
      throw new AssertionError("seed %d, %s: %s".formatted(SEED, language, text), e);
    }
    assertThat(column)
        .as("the column in %s with seed %d: %s", language, SEED, text)
        .isBetween(1, text.length() + 1);
  }

  private String text(int number) {
    return switch (number % 5) {
      case 0 -> tokens(1 + random.nextInt(30));
      case 1 -> signs(random.nextInt(40));
      case 2 -> mutated(any(VALID));
      case 3 -> any(NESTS).repeat(1 + random.nextInt(300)) + tokens(random.nextInt(4));
      default -> nest();
    };
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String tokens(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(any(TOKENS));
    }
    return text.toString();
  }

  private String signs(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      int bound = random.nextInt(10) == 0 ? Character.MAX_CODE_POINT + 1 : 0x7f;
      text.appendCodePoint(random.nextInt(bound));
    }
    return text.toString();
  }

  private String mutated(String valid) {
    StringBuilder text = new StringBuilder(valid);
    for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, any(TOKENS));
        default -> text.replace(at, Math.min(text.length(), at + 5), any(TOKENS));
      }
    }
    return text.toString();
  }

  /** Nests of several kinds in each other, closed at times, up to beyond the longest text. */
  private String nest() {
    String open = any(List.of("(", "[", "-(", "not (", "len([", "{'a': ", "(1+"));
    int times = random.nextInt(20) == 0 ? 5000 : random.nextInt(60);
    String close = new StringBuilder(open).reverse().toString().replaceAll("[^(\\[{]", "");
    close = close.replace('(', ')').replace('[', ']').replace('{', '}');
    return open.repeat(times) + any(VALID) + close.repeat(times);
  }
}
