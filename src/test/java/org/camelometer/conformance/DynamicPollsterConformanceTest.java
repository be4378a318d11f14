package org.camelometer.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.openstack.dynamic.PolledDefinitions;
import org.camelometer.openstack.dynamic.request.Answer;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Dynamic pollsters as the real Ceilometer polled them, with the answers that it got. */
class DynamicPollsterConformanceTest {

  @TestFactory
  List<DynamicTest> readsWhatCeilometerReads() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (var vector : Vectors.cases("dynamic-pollsters.json").entrySet()) {
      tests.add(Vectors.test(vector.getKey(), () -> check(vector.getValue())));
    }
    return tests;
  }

  private static void check(Map<String, @Nullable Object> vector) {
    PolledDefinitions polled =
        new PolledDefinitions(String.valueOf(vector.get("endpoint")), answers(vector))
            .poll(String.valueOf(vector.get("pollster")));
    Object error = vector.get("error");
    assertThat(polled.isRefused())
        .as("refused: %s", polled.problems())
        .isEqualTo("definition".equals(error));
    assertThat(!polled.failures().isEmpty())
        .as("failed: %s", polled.failures())
        .isEqualTo("request".equals(error));
    if (error == null) {
      List<?> samples = (List<?>) vector.get("samples");
      assertThat(polled.samples().stream().map(DynamicPollsterConformanceTest::fields).toList())
          .isEqualTo(samples.stream().map(DynamicPollsterConformanceTest::expected).toList());
    }
    if (vector.get("requests") instanceof List<?> requests) {
      assertThat(polled.urls()).isEqualTo(requests);
    }
  }

  private static Map<String, Answer> answers(Map<String, @Nullable Object> vector) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    Vectors.object(vector.get("responses"))
        .forEach(
            (url, value) -> {
              Map<String, @Nullable Object> answer = Vectors.object(value);
              int status = ((Number) answer.get("status")).intValue();
              answers.put(url, new Answer(status, String.valueOf(answer.get("body"))));
            });
    return answers;
  }

  private static Map<String, @Nullable Object> fields(Sample sample) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", sample.name());
    fields.put("type", sample.type().text());
    fields.put("unit", sample.unit());
    fields.put("volume", byValue(sample.volume()));
    fields.put("user_id", sample.userId());
    fields.put("project_id", sample.projectId());
    fields.put("resource_id", sample.resourceId());
    fields.put("resource_metadata", byValue(sample.resourceMetadata()));
    return fields;
  }

  /** Ids are texts here, whatever an API has them as. */
  private static Map<String, @Nullable Object> expected(@Nullable Object sample) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(Vectors.object(sample));
    fields.replaceAll(
        (key, value) ->
            key.endsWith("_id") && value != null ? String.valueOf(value) : byValue(value));
    return fields;
  }

  private static @Nullable Object byValue(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> values = new LinkedHashMap<>();
      map.forEach((key, item) -> values.put(key, byValue(item)));
      return values;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> values = new ArrayList<>();
      list.forEach(item -> values.add(byValue(item)));
      return values;
    }
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : value;
  }
}
