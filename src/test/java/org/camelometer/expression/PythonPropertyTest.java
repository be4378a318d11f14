package org.camelometer.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the language to Python itself, 3.9 or later. {@code evaluate.py} says where both differ by
 * design.
 */
class PythonPropertyTest {
  private static final long SEED = Long.getLong("expression.seed", 20_261_121);
  private static final int EXPRESSIONS = 6000;
  private static final int LEVELS = 4;

  private record Case(Language language, String text) {}

  private final Map<Language, Map<String, Object>> scopes =
      Map.of(Language.TRANSFORMER, scope(), Language.POLLSTER, scope());

  @Test
  void givesWhatPythonGives(@TempDir Path folder) throws Exception {
    List<Case> cases = cases();
    List<String> expected = python(folder, cases);
    List<String> differences = new ArrayList<>();
    int values = 0;
    for (int i = 0; i < cases.size(); i++) {
      String ours = outcome(cases.get(i));
      values += ours.equals("error") ? 0 : 1;
      if (!ours.equals(expected.get(i))) {
        differences.add(
            "%s\n  Python: %s\n  here:   %s".formatted(cases.get(i), expected.get(i), ours));
      }
    }
    assertThat(differences).as("with seed %d", SEED).isEmpty();
    assertThat(values).as("expressions that have a value").isGreaterThan(EXPRESSIONS / 4);
  }

  private static List<Case> cases() {
    Random random = new Random(SEED);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < EXPRESSIONS; i++) {
      Language language = i % 2 == 0 ? Language.TRANSFORMER : Language.POLLSTER;
      RandomExpressions expressions = new RandomExpressions(random, language);
      cases.add(new Case(language, expressions.next(1 + random.nextInt(LEVELS))));
    }
    return cases;
  }

  private static List<String> python(Path folder, List<Case> cases) throws Exception {
    Path input = folder.resolve("expressions");
    Path output = folder.resolve("outcomes");
    Files.write(input, cases.stream().map(c -> c.language() + "\t" + c.text()).toList());
    Process process =
        new ProcessBuilder("python3", "src/test/resources/expression/evaluate.py")
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("Python came to an end").isTrue();
    assertThat(process.exitValue()).isZero();
    List<String> outcomes = Files.readAllLines(output);
    assertThat(outcomes).hasSameSizeAs(cases);
    return outcomes;
  }

  private String outcome(Case c) {
    Map<String, Object> names = scopes.get(c.language());
    try {
      return shown(
          Expression.parse(c.text(), c.language())
              .evaluate(n -> names.containsKey(n) ? names.get(n) : Missing.MISSING));
    } catch (ExpressionException | EvaluationException e) {
      return "error";
    }
  }

  private static String shown(Object value) {
    if (value == Missing.MISSING) {
      return "missing";
    }
    if (value == null || value instanceof Boolean) {
      return value == null ? "None" : value.equals(true) ? "True" : "False";
    }
    if (value instanceof Double number) {
      return "float "
          + (number.isNaN() ? "nan" : "%016x".formatted(Double.doubleToLongBits(number)));
    }
    if (value instanceof String text) {
      return "str " + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
    }
    if (value instanceof List<?> list) {
      StringJoiner joiner = new StringJoiner(", ", "[", "]");
      list.forEach(element -> joiner.add(shown(element)));
      return joiner.toString();
    }
    if (value instanceof Map<?, ?> map) {
      StringJoiner joiner = new StringJoiner(", ", "{", "}");
      map.forEach((k, v) -> joiner.add(shown(k) + ": " + shown(v)));
      return joiner.toString();
    }
    return "int " + value;
  }

  private static Map<String, Object> scope() {
    Map<String, Object> flavor = ordered("vcpus", 2L, "ram", 512.5, "name", "m1.tiny");
    Map<String, Object> metadata =
        ordered("cpu", 4L, "flavor", flavor, "none", null, "text", "10", "on", true);
    Map<String, Object> names = new HashMap<>();
    names.putAll(ordered("n", -7, "zero", 0L, "volume", 120_000_000_000L));
    names.put("big", BigInteger.TWO.pow(64).add(BigInteger.ONE));
    names.putAll(ordered("edge", (1L << 53) + 1, "least", Long.MIN_VALUE, "f", 2.5));
    names.putAll(ordered("small", -0.1, "huge", 1e308, "minus_zero", -0.0));
    names.putAll(ordered("yes", true, "no", false, "none", null, "text", "cpu", "empty", ""));
    names.putAll(ordered("accent", "\u00e9 \ud83d\ude00 x", "number", " -12_0 "));
    names.putAll(ordered("tags", List.of("a", "b", "c"), "numbers", List.of(3, 1.5, true, -2)));
    names.putAll(ordered("nothing", List.of(), "metadata", metadata));
    names.put("value", List.of(ordered("rel", "next", "n", 2), ordered("rel", "self", "n", 1)));
    return names;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
