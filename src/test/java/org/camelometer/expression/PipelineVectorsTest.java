package org.camelometer.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelometer.sample.JsonValues;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every expression of the recorded pipelines is one of ours. */
class PipelineVectorsTest {
  private static final Path PIPELINES = Path.of("src/test/resources/conformance/pipeline.json");

  private final Set<String> scales = new HashSet<>();
  private final Set<String> arithmetics = new HashSet<>();

  @Test
  void parsesTheExpressionsOfAllPipelines() throws IOException {
    String cases = "{\"cases\":" + Files.readString(PIPELINES) + "}";
    for (Object each : (List<?>) JsonValues.readObject(cases).get("cases")) {
      collect(
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load((String) ((Map<?, ?>) each).get("pipeline")));
    }
    assertThat(scales).hasSizeGreaterThan(15);
    assertThat(arithmetics).hasSizeGreaterThan(15).contains("float(\"nan\") * $(a)");
    scales.forEach(text -> Expression.parse(text, Language.TRANSFORMER));
    arithmetics.forEach(text -> Expression.parse(text, Language.ARITHMETIC));
  }

  private void collect(Object value) {
    if (value instanceof List<?> list) {
      list.forEach(this::collect);
    } else if (value instanceof Map<?, ?> map) {
      add(scales, map.get("scale"));
      add(arithmetics, map.get("expr"));
      map.values().forEach(this::collect);
    }
  }

  /** A blank text stands for no expression at all. */
  private static void add(Set<String> texts, Object value) {
    if (value instanceof String text && !text.isBlank()) {
      texts.add(text);
    }
  }
}
