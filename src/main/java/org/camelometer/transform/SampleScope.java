package org.camelometer.transform;

import java.util.Set;
import org.camelometer.expression.Attributes;
import org.camelometer.expression.Missing;
import org.camelometer.expression.Scope;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/** A sample as expressions see it, under the names of its fields on the wire. For one thread. */
final class SampleScope implements Scope, Attributes {
  /** The names of the fields. */
  static final Set<String> FIELDS =
      Set.of(
          "name",
          "type",
          "unit",
          "volume",
          "user_id",
          "project_id",
          "resource_id",
          "timestamp",
          "resource_metadata",
          "source",
          "id",
          "monotonic_time");

  private @Nullable Sample sample;

  /** The same scope, now of another sample; null where there is none. */
  SampleScope of(@Nullable Sample other) {
    sample = other;
    return this;
  }

  @Override
  public @Nullable Object lookup(String name) {
    return sample == null ? Missing.MISSING : field(sample, name);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return lookup(name);
  }

  private static @Nullable Object field(Sample sample, String name) {
    return switch (name) {
      case "name" -> sample.name();
      case "type" -> sample.type().text();
      case "unit" -> sample.unit();
      case "volume" -> sample.volume();
      case "user_id" -> sample.userId();
      case "project_id" -> sample.projectId();
      case "resource_id" -> sample.resourceId();
      case "timestamp" -> sample.timestamp();
      case "resource_metadata" -> sample.resourceMetadata();
      case "source" -> sample.source();
      case "id" -> sample.id();
      case "monotonic_time" -> sample.monotonicTime();
      default -> Missing.MISSING;
    };
  }
}
