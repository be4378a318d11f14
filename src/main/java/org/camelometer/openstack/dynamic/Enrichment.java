package org.camelometer.openstack.dynamic;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What else is asked for each sample, and joins its metadata.
 *
 * @param fields in their order: each sees what those before it found
 * @param skipped a sample that has all that one of these has is left as it is
 */
record Enrichment(List<Field> fields, List<Map<?, ?>> skipped) {
  static final Enrichment NONE = new Enrichment(List.of(), List.of());

  /** Whether a sample is left as it is. */
  boolean skips(Map<?, ?> sample) {
    return skipped.stream().anyMatch(each -> !each.isEmpty() && Likeness.contains(sample, each));
  }

  /**
   * A pollster by itself, whose samples are metadata here.
   *
   * @param cached for how long an answer may be used again
   */
  record Field(Definition definition, Duration cached) {}
}
