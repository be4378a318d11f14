package org.camelometer.publish.gnocchi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.jspecify.annotations.Nullable;

/** What a batch has of one resource. For one thread. */
final class ResourceMeasures {
  private final ResourceType type;
  private final String id;
  private final @Nullable String userId;
  private final @Nullable String projectId;
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private int samples;
  private boolean refused;

  private record Metric(String policy, @Nullable String unit, List<Map<String, Object>> measures) {
    Map<String, Object> body() {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("archive_policy_name", policy);
      if (unit != null) {
        body.put("unit", unit);
      }
      body.put("measures", measures);
      return body;
    }
  }

  /**
   * Begins with nothing.
   *
   * @param type of the first of its samples
   * @param id as Gnocchi takes it
   * @param first whose owner the resource gets
   */
  ResourceMeasures(ResourceType type, String id, Sample first) {
    this.type = type;
    this.id = id;
    this.userId = first.userId();
    this.projectId = first.projectId();
  }

  /**
   * Takes a sample, whose attributes win over those of earlier ones.
   *
   * @param own the type that has the sample's meter
   */
  void add(Sample sample, ResourceType own) {
    attributes.putAll(own.attributesOf(SampleJson.fields(sample)));
    String policy = own.metrics().getOrDefault(sample.name(), "");
    Map<String, Object> measure = new LinkedHashMap<>();
    measure.put("timestamp", String.valueOf(sample.timestamp()));
    measure.put("value", sample.volume() == null ? "null" : sample.volume());
    metrics
        .computeIfAbsent(
            sample.name(), name -> new Metric(policy, sample.unit(), new ArrayList<>()))
        .measures()
        .add(measure);
    samples++;
  }

  ResourceType type() {
    return type;
  }

  String id() {
    return id;
  }

  /** How many samples it was given. */
  int samples() {
    return samples;
  }

  boolean isRefused() {
    return refused;
  }

  void refuse() {
    refused = true;
  }

  /** Its measures as Gnocchi's API takes them, by metric. */
  Map<String, Object> metrics() {
    Map<String, Object> bodies = new LinkedHashMap<>();
    metrics.forEach((name, metric) -> bodies.put(name, metric.body()));
    return bodies;
  }

  /** The resource as Gnocchi's API takes a new one. */
  Map<String, @Nullable Object> creation() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("user_id", userId);
    body.put("project_id", projectId);
    body.putAll(attributes);
    return body;
  }

  /** What of the resource may change. */
  Map<String, @Nullable Object> update() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>(attributes);
    if (projectId != null) {
      body.put("project_id", projectId);
    }
    return body;
  }
}
