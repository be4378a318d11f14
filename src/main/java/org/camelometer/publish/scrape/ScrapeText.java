package org.camelometer.publish.scrape;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Writes series in the form that a scraper asks for: OpenMetrics, or Prometheus's own text. For any
 * number of threads.
 */
final class ScrapeText {
  private static final ExpositionFormats FORMATS = ExpositionFormats.init();
  private static final String DISPLAY_NAME = "display_name";

  private final boolean named;

  /**
   * Prepares to write.
   *
   * @param named whether series have the label {@code display_name}
   */
  ScrapeText(boolean named) {
    this.named = named;
  }

  /** What writes the form that a request's header asks for. */
  static ExpositionFormatWriter writer(@Nullable String accept) {
    return FORMATS.findWriter(accept);
  }

  /** A meter's name as a metric has it, without the endings that have a meaning there. */
  static String metricName(String meter) {
    String name = meter.replaceAll("[^A-Za-z0-9_]", "_");
    String plain = name.replaceFirst("(_(total|created|bucket|info|count|sum))+$", "");
    String begun = plain.isEmpty() ? name : plain;
    return begun.matches("[A-Za-z_].*") ? begun : "_" + begun;
  }

  /** Writes one scrape. */
  void write(
      List<ScrapedSeries> series, long leftOut, ExpositionFormatWriter writer, OutputStream out)
      throws IOException {
    Map<String, List<ScrapedSeries>> families =
        series.stream()
            .collect(
                Collectors.groupingBy(
                    one -> metricName(one.key().meter()), TreeMap::new, Collectors.toList()));
    MetricSnapshots.Builder metrics = MetricSnapshots.builder();
    families.forEach((name, family) -> metrics.metricSnapshot(metric(name, family)));
    metrics.metricSnapshot(
        CounterSnapshot.builder()
            .name("camelometer_scrape_left_out_samples")
            .help("Samples that could not be shown")
            .dataPoint(CounterDataPointSnapshot.builder().value((double) leftOut).build())
            .build());
    writer.write(out, metrics.build());
  }

  private MetricSnapshot metric(String name, List<ScrapedSeries> family) {
    Sample first = family.get(0).sample();
    String help = "Meter %s (%s) in %s".formatted(first.name(), first.type().text(), first.unit());
    if (family.get(0).isCounter()) {
      CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
      for (ScrapedSeries one : family) {
        counter.dataPoint(
            CounterDataPointSnapshot.builder().value(one.value()).labels(labels(one)).build());
      }
      return counter.build();
    }
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (ScrapedSeries one : family) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder().value(one.value()).labels(labels(one)).build());
    }
    return gauge.build();
  }

  private Labels labels(ScrapedSeries series) {
    Sample sample = series.sample();
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("resource_id", series.key().resource());
    put(labels, "project_id", sample.projectId());
    put(labels, "user_id", sample.userId());
    if (named) {
      put(labels, DISPLAY_NAME, sample.resourceMetadata().get(DISPLAY_NAME));
    }
    return Labels.of(
        labels.keySet().toArray(String[]::new), labels.values().toArray(String[]::new));
  }

  private static void put(Map<String, String> labels, String name, @Nullable Object value) {
    if (value != null) {
      labels.put(name, value.toString());
    }
  }
}
