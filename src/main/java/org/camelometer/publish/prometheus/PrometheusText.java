package org.camelometer.publish.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.camelometer.publish.NumericVolume;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Samples in Prometheus' text format, version 0.0.4: a line {@code # TYPE name type} for each
 * metric, its series below it. Of one series the latest value counts, since the format allows but
 * one. For one thread.
 */
final class PrometheusText {
  private static final Pattern SIGNS = Pattern.compile("[^a-zA-Z0-9_:]");

  /** A metric: who had its name first, and its lines by their labels. */
  private record Family(String meter, MeterType type, Map<String, String> series) {}

  private final Map<String, Family> families = new LinkedHashMap<>();
  private int samples;

  /**
   * Adds a sample.
   *
   * @throws UndeliverableException if it has no number, or another meter has its metric's name
   */
  void add(Sample sample) throws UndeliverableException {
    String value = value(NumericVolume.of(sample));
    String name = name(sample.name());
    Family family =
        families.computeIfAbsent(
            name, n -> new Family(sample.name(), sample.type(), new LinkedHashMap<>()));
    if (!family.meter().equals(sample.name()) || family.type() != sample.type()) {
      throw new UndeliverableException(
          "the metric %s is the %s %s already, and can't be the %s %s as well"
              .formatted(name, family.type(), family.meter(), sample.type(), sample.name()));
    }
    family.series().put(labels(sample), value);
    samples++;
  }

  /** How many samples are in it, those that newer ones replaced included. */
  int samples() {
    return samples;
  }

  /** UTF-8; empty if there is no sample. */
  byte[] bytes() {
    StringBuilder text = new StringBuilder();
    families.forEach(
        (name, family) -> {
          text.append("# TYPE ").append(name).append(" ").append(type(family.type())).append("\n");
          family
              .series()
              .forEach(
                  (labels, value) ->
                      text.append(name).append(labels).append(' ').append(value).append('\n'));
        });
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A delta is neither: adding up what a scrape happens to see would be wrong. */
  private static String type(MeterType type) {
    return switch (type) {
      case CUMULATIVE -> "counter";
      case GAUGE -> "gauge";
      case DELTA -> "untyped";
    };
  }

  private static String name(String meter) {
    String name = SIGNS.matcher(meter).replaceAll("_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** An empty label is as good as none, so owners that aren't known are left out. */
  private static String labels(Sample sample) {
    StringBuilder labels = new StringBuilder();
    label("resource_id", sample.resourceId(), labels);
    label("user_id", sample.userId(), labels);
    label("project_id", sample.projectId(), labels);
    return labels.isEmpty() ? "" : "{" + labels + "}";
  }

  private static void label(String name, @Nullable String value, StringBuilder labels) {
    if (value != null && !value.isEmpty()) {
      String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      labels.append(labels.isEmpty() ? "" : ",").append(name).append("=\"").append(escaped);
      labels.append('"');
    }
  }

  private static String value(Number number) {
    double value = number.doubleValue();
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return number.toString();
  }
}
