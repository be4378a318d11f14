package org.camelometer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleJsonTest {

  @Test
  void writesTheKeysInTheirOrder() {
    assertThat(SampleJson.text(sample(380000000L)))
        .isEqualTo(
            "{\"name\":\"cpu\",\"type\":\"cumulative\",\"unit\":\"ns\",\"volume\":380000000,"
                + "\"user_id\":null,\"project_id\":\"p1\",\"resource_id\":\"r1\","
                + "\"timestamp\":\"2026-11-20T16:51:07.554056\","
                + "\"resource_metadata\":{\"name\":\"caf\\u00E9\",\"task_state\":null},"
                + "\"source\":\"openstack\",\"id\":\"i1\",\"monotonic_time\":0.1}");
  }

  @Test
  void writesTheFieldsThatItNames() {
    for (Object volume : new @Nullable Object[] {1, "x", null, Double.NaN}) {
      Sample sample = sample(volume);
      assertThat(SampleJson.text(sample)).isEqualTo(JsonValues.text(SampleJson.fields(sample)));
    }
  }

  @Test
  void readsBackWhatItWrote() {
    for (Object volume :
        new @Nullable Object[] {
          1,
          2.0,
          -0.0,
          1e16,
          Double.MIN_VALUE,
          0.1 + 0.2,
          Math.pow(2, 70) / 3,
          "12.50",
          true,
          null,
          new BigInteger("715189476816207955237546"),
          Double.NaN,
          Double.NEGATIVE_INFINITY
        }) {
      Sample sample = sample(volume);
      assertThat(SampleJson.read(SampleJson.text(sample))).isEqualTo(sample);
    }
  }

  @Test
  void writesNotANumberAsPythonDoes() {
    assertThat(SampleJson.text(sample(Double.NaN))).contains("\"volume\":NaN,");
    assertThat(SampleJson.text(sample(Double.POSITIVE_INFINITY))).contains("\"volume\":Infinity,");
  }

  @Test
  void survivesHalfACharacter() {
    Sample sample = sample("\ud83d");
    assertThat(SampleJson.text(sample)).contains("\\uD83D");
    assertThat(SampleJson.read(SampleJson.text(sample))).isEqualTo(sample);
  }

  @Test
  void passesOverKeysOfOtherReleases() {
    Sample sample =
        SampleJson.read(
            "{\"name\":\"cpu\",\"type\":\"gauge\",\"source\":\"s\",\"id\":\"i\",\"user_name\":1}");
    assertThat(sample.resourceMetadata()).isEmpty();
    assertThat(sample.volume()).isNull();
  }

  @Test
  void saysWhatIsWrongWithALine() {
    assertThatThrownBy(() -> SampleJson.read("[1]")).hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> SampleJson.read("{} x")).hasMessageContaining("not a JSON object");
    assertThatThrownBy(() -> SampleJson.read("{\"type\":\"gauge\"}"))
        .hasMessage("'name' is missing");
    assertThatThrownBy(() -> SampleJson.read("{\"name\":1}"))
        .hasMessage("'name' is 1, a value of type Integer, where a string belongs");
    assertThatThrownBy(() -> SampleJson.read("{\"name\":\"cpu\",\"type\":\"meter\"}"))
        .hasMessageContaining("'meter' is no meter type");
  }

  private static Sample sample(@Nullable Object volume) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", "café");
    metadata.put("task_state", null);
    return Sample.builder("cpu", MeterType.CUMULATIVE, "ns")
        .volume(volume)
        .owner(null, "p1")
        .resourceId("r1")
        .timestamp("2026-11-20T16:51:07.554056")
        .metadata(metadata)
        .id("i1")
        .monotonicTime(0.1)
        .build();
  }
}
