package org.camelometer.publish.otlp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.publish.NumericVolume;
import org.camelometer.publish.PartlyRefusedException;
import org.camelometer.publish.Refusals;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.camelometer.sample.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * A batch as an ExportMetricsServiceRequest of OTLP 1 (opentelemetry-proto, {@code
 * collector/metrics/v1} and {@code metrics/v1}; the numbers of the fields are from there). Samples
 * of one meter are data points of one metric. Each data point has one meaning: a gauge is a Gauge,
 * cumulative is a cumulative monotonic Sum, and delta a delta Sum, which may also shrink.
 */
public final class OtlpRequest {
  private static final int DELTA = 1;
  private static final int CUMULATIVE = 2;
  private static final long NANOS_OF_MICRO = 1000;

  /** The last moment that nanoseconds of 64 bits can tell, in the year 2262. */
  private static final long LAST_MICRO = Long.MAX_VALUE / NANOS_OF_MICRO;

  /** What makes a metric. */
  private record Metric(String name, @Nullable String unit, MeterType type) {}

  private final Refusals refusals = new Refusals();
  private final Map<Metric, Protobuf> metrics = new LinkedHashMap<>();
  private final int all;
  private int points;

  /**
   * Encodes a batch.
   *
   * @param dots whether names keep their dots
   */
  OtlpRequest(List<Sample> samples, boolean dots) {
    all = samples.size();
    for (Sample sample : samples) {
      try {
        Protobuf point = point(sample);
        String name = dots ? sample.name() : sample.name().replace('.', '_');
        metrics
            .computeIfAbsent(new Metric(name, sample.unit(), sample.type()), m -> new Protobuf())
            .message(1, point);
        points++;
      } catch (UndeliverableException e) {
        refusals.add(1, e);
      }
    }
  }

  /** Throws if there is nothing that could be sent. */
  void checkNotEmpty() throws UndeliverableException, PartlyRefusedException {
    if (points == 0) {
      refusals.report(all);
    }
  }

  /** The request, of the agent on some host. */
  byte[] bytes(String host, String version) {
    Protobuf scope = new Protobuf().text(1, "org.camelometer").text(2, version);
    Protobuf ofScope = new Protobuf().message(1, scope);
    metrics.forEach((metric, data) -> ofScope.message(2, metric(metric, data)));
    Protobuf resource = new Protobuf();
    attribute(resource, 1, "service.name", "camelometer");
    attribute(resource, 1, "host.name", host);
    Protobuf ofResource = new Protobuf().message(1, resource).message(2, ofScope);
    return new Protobuf().message(1, ofResource).bytes();
  }

  /**
   * Tells what came of it.
   *
   * @param rejected data points that the receiver rejected
   * @param reason what it said
   * @throws UndeliverableException if nothing of the batch was taken
   * @throws PartlyRefusedException if something was not
   */
  void report(long rejected, String reason) throws UndeliverableException, PartlyRefusedException {
    if (rejected > 0) {
      refusals.add((int) Math.min(rejected, points), new UndeliverableException(reason));
    }
    refusals.report(all);
  }

  private static Protobuf metric(Metric metric, Protobuf data) {
    Protobuf written = new Protobuf().text(1, metric.name());
    if (metric.unit() != null) {
      written.text(3, metric.unit());
    }
    return switch (metric.type()) {
      case GAUGE -> written.message(5, data);
      case CUMULATIVE -> written.message(7, data.number(2, CUMULATIVE).number(3, 1));
      case DELTA -> written.message(7, data.number(2, DELTA));
    };
  }

  /** Without a start: when a counter began, or what the time before a delta was, no sample says. */
  private static Protobuf point(Sample sample) throws UndeliverableException {
    Number volume = NumericVolume.of(sample);
    Protobuf point = new Protobuf().fixed(3, nanos(sample));
    if (volume instanceof Long whole) {
      point.fixed(6, whole);
    } else {
      point.fixed(4, Double.doubleToLongBits(volume.doubleValue()));
    }
    attribute(point, 7, "resource_id", sample.resourceId());
    attribute(point, 7, "user_id", sample.userId());
    attribute(point, 7, "project_id", sample.projectId());
    return point;
  }

  private static long nanos(Sample sample) throws UndeliverableException {
    String text = sample.timestamp() == null ? "" : sample.timestamp();
    try {
      long micros = Timestamps.micros(text);
      if (micros > 0 && micros <= LAST_MICRO) {
        return micros * NANOS_OF_MICRO;
      }
    } catch (IllegalArgumentException noTimestamp) {
      // told below, with the sample
    }
    throw new UndeliverableException(
        "the timestamp '%s' of a sample of %s of %s is no moment after 1970"
            .formatted(text, sample.name(), sample.resourceId()));
  }

  private static void attribute(Protobuf to, int field, String key, @Nullable String value) {
    if (value != null) {
      to.message(field, new Protobuf().text(1, key).message(2, new Protobuf().text(1, value)));
    }
  }
}
