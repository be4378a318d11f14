package org.camelometer.sample;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one meter of one resource. Immutable; shared freely between threads, sinks and
 * publishers.
 *
 * @param name the meter, such as {@code cpu}
 * @param type how volumes relate over time
 * @param unit the unit as written on the wire, such as {@code ns} or {@code B}
 * @param volume a number of any size, a numeric string, or a boolean; null only before the intake
 *     of a pipeline
 * @param userId the owner's user, null where there is none
 * @param projectId the owner's project, null where there is none
 * @param resourceId what was measured, such as a guest's UUID
 * @param timestamp UTC without zone, as {@link Timestamps} writes it; a string, because what came
 *     by notification leaves as it came
 * @param resourceMetadata what was known of the resource, in the order in which it is written: JSON
 *     values only; not to be changed once handed over
 * @param source where samples come from, {@code camelometer.sample-source}
 * @param id the message id, kept through spool, redelivery and restart
 * @param monotonicTime seconds of a clock that is never set back, at the moment of reading; null
 *     where it isn't known
 */
public record Sample(
    String name,
    MeterType type,
    @Nullable String unit,
    @Nullable Object volume,
    @Nullable String userId,
    @Nullable String projectId,
    @Nullable String resourceId,
    @Nullable String timestamp,
    Map<String, @Nullable Object> resourceMetadata,
    String source,
    String id,
    @Nullable Double monotonicTime) {

  /** Keeps a read-only view of the metadata. */
  public Sample {
    resourceMetadata = Metadata.of(resourceMetadata);
  }

  /** Starts a sample of a meter; what isn't said stays null, the metadata empty. */
  public static Builder builder(String name, MeterType type, @Nullable String unit) {
    return new Builder(name, type, unit);
  }

  /** Collects the fields of one sample; for one thread. */
  public static final class Builder {
    private final String name;
    private final MeterType type;
    private final @Nullable String unit;
    private @Nullable Object volume;
    private @Nullable String userId;
    private @Nullable String projectId;
    private @Nullable String resourceId;
    private @Nullable String timestamp;
    private Map<String, @Nullable Object> resourceMetadata = Map.of();
    private String source = "openstack";
    private @Nullable String id;
    private @Nullable Double monotonicTime;

    private Builder(String name, MeterType type, @Nullable String unit) {
      this.name = name;
      this.type = type;
      this.unit = unit;
    }

    public Builder volume(@Nullable Object value) {
      volume = value;
      return this;
    }

    /** The user and the project that own the resource; each may be null. */
    public Builder owner(@Nullable String user, @Nullable String project) {
      userId = user;
      projectId = project;
      return this;
    }

    public Builder resourceId(@Nullable String value) {
      resourceId = value;
      return this;
    }

    public Builder timestamp(@Nullable String value) {
      timestamp = value;
      return this;
    }

    public Builder metadata(Map<String, @Nullable Object> value) {
      resourceMetadata = value;
      return this;
    }

    public Builder source(String value) {
      source = value;
      return this;
    }

    /** The message id; without one, {@link #build} draws one of {@link MessageIds}. */
    public Builder id(String value) {
      id = value;
      return this;
    }

    public Builder monotonicTime(@Nullable Double seconds) {
      monotonicTime = seconds;
      return this;
    }

    public Sample build() {
      return new Sample(
          name,
          type,
          unit,
          volume,
          userId,
          projectId,
          resourceId,
          timestamp,
          resourceMetadata,
          source,
          id == null ? MessageIds.next() : id,
          monotonicTime);
    }
  }
}
