package org.camelometer.transform;

import java.util.Map;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/** One sample that is being made of many. For one thread. */
final class Aggregate {
  private final Sample converted;
  private final MergePolicy policy;
  private Number volume;
  private @Nullable String timestamp;
  private @Nullable String project;
  private @Nullable String user;
  private Map<String, @Nullable Object> metadata;
  private int count = 1;

  /** Begins with the first sample, converted already. */
  Aggregate(Sample converted, MergePolicy policy) {
    this.converted = converted;
    this.policy = policy;
    this.volume = Volumes.number(converted.volume());
    this.timestamp = converted.timestamp();
    this.project = converted.projectId();
    this.user = converted.userId();
    this.metadata = policy.metadata(converted);
  }

  /** Adds a sample as it came, and its scaled volume; a cumulative counter replaces. */
  void merge(Sample sample, Number scaled) {
    volume = sample.type() == MeterType.CUMULATIVE ? scaled : Volumes.plus(volume, scaled);
    count++;
    if (policy.lastTimestamp()) {
      timestamp = sample.timestamp();
    }
    if (policy.project() == MergePolicy.Choice.LAST) {
      project = sample.projectId();
    }
    if (policy.user() == MergePolicy.Choice.LAST) {
      user = sample.userId();
    }
    if (policy.metadata() == MergePolicy.Choice.LAST) {
      metadata = sample.resourceMetadata();
    }
  }

  /** The sample made of all; what became a gauge is their mean. */
  Sample result() {
    boolean isMean = converted.type() == MeterType.GAUGE;
    return Sample.builder(converted.name(), converted.type(), converted.unit())
        .volume(isMean ? (Number) Volumes.dividedBy(volume, count) : volume)
        .owner(user, project)
        .resourceId(converted.resourceId())
        .timestamp(timestamp)
        .metadata(metadata)
        .source(converted.source())
        .id(converted.id())
        .build();
  }
}
