package org.camelometer.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camelometer.definition.DefinitionException;
import org.camelometer.runtime.ReplayedPipelines;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Recorded pipelines of the real Ceilometer, through the routes made of our templates. */
class PipelineConformanceTest {
  /** When nothing says what time it was. */
  private static final Instant SOME_TIME = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir static Path folder;

  @TestFactory
  List<DynamicTest> publishesWhatCeilometerPublishes() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (var vector : Vectors.cases("pipeline.json").entrySet()) {
      tests.add(Vectors.test(vector.getKey(), () -> check(vector.getValue())));
    }
    return tests;
  }

  private static void check(Map<String, @Nullable Object> vector) {
    String text = String.valueOf(vector.get("pipeline"));
    if (Boolean.TRUE.equals(vector.get("error"))) {
      assertThatThrownBy(() -> ReplayedPipelines.of(folder, text))
          .isInstanceOf(DefinitionException.class);
      return;
    }
    List<?> batches = (List<?>) vector.get("batches");
    List<?> expected = (List<?>) vector.get("expected");
    assertThat(batches).hasSameSizeAs(expected);
    try (ReplayedPipelines pipelines = ReplayedPipelines.of(folder, text)) {
      for (int i = 0; i < batches.size(); i++) {
        Map<String, @Nullable Object> batch = Vectors.object(batches.get(i));
        assertThat(comparable(pipelines.publish(samples(batch), now(batch))))
            .as("what batch %d leaves as", i)
            .isEqualTo(comparable(Vectors.object(expected.get(i))));
      }
    }
  }

  private static List<Sample> samples(Map<String, @Nullable Object> batch) {
    List<Sample> samples = new ArrayList<>();
    for (Object element : (List<?>) batch.get("samples")) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>(Vectors.object(element));
      fields.putIfAbsent("id", "sample-" + samples.size());
      samples.add(SampleJson.sample(fields));
    }
    return samples;
  }

  private static Instant now(Map<String, @Nullable Object> batch) {
    return batch.get("now") instanceof String now
        ? LocalDateTime.parse(now).toInstant(ZoneOffset.UTC)
        : SOME_TIME;
  }

  /** Without ids, publishers that got nothing, and the difference between 1 and 1.0. */
  private static Map<String, List<Object>> comparable(Map<String, ?> published) {
    Map<String, List<Object>> comparable = new TreeMap<>();
    published.forEach(
        (publisher, samples) -> {
          for (Object sample : (List<?>) samples) {
            comparable.computeIfAbsent(publisher, p -> new ArrayList<>()).add(fields(sample));
          }
        });
    return comparable;
  }

  private static Object fields(Object sample) {
    Map<String, @Nullable Object> fields =
        sample instanceof Sample ours ? SampleJson.fields(ours) : Vectors.object(sample);
    Map<String, @Nullable Object> kept = new TreeMap<>(fields);
    kept.remove("id");
    return byValue(kept);
  }

  private static @Nullable Object byValue(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> values = new LinkedHashMap<>();
      map.forEach((key, item) -> values.put(key, byValue(item)));
      return values;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PipelineConformanceTest::byValue).toList();
    }
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : value;
  }
}
