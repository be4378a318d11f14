package org.camelometer.runtime.replay;

import java.util.HashMap;
import java.util.Map;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Lets samples whose metadata are equal hold them together. Metadata are nine tenths of a sample
 * that was read from JSON, and in a recording of many cycles nearly all of them repeat: without
 * this, a batch of 150,000 samples doesn't fit into the memory that {@code bin/camelometer} gives.
 * For one thread.
 */
final class SharedMetadata {
  private final Map<Map<String, @Nullable Object>, Map<String, @Nullable Object>> known =
      new HashMap<>();

  /** The same sample, with the metadata of an earlier one where they are equal. */
  Sample share(Sample sample) {
    Map<String, @Nullable Object> metadata = sample.resourceMetadata();
    Map<String, @Nullable Object> first = known.putIfAbsent(metadata, metadata);
    return first == null
        ? sample
        : Sample.builder(sample.name(), sample.type(), sample.unit())
            .volume(sample.volume())
            .owner(sample.userId(), sample.projectId())
            .resourceId(sample.resourceId())
            .timestamp(sample.timestamp())
            .metadata(first)
            .source(sample.source())
            .id(sample.id())
            .monotonicTime(sample.monotonicTime())
            .build();
  }
}
