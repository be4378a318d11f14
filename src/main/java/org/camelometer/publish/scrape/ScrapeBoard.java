package org.camelometer.publish.scrape;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The latest value of each series, as scrapes see it.
 *
 * <p>What comes is staged until its cycle is whole: until nothing has come for the time to settle,
 * or a batch brings a series that is staged already, which begins the next cycle. All of it becomes
 * visible at once. For any number of threads.
 */
final class ScrapeBoard {
  private final Clock clock;
  private final Duration settle;
  private final Duration stale;
  private final int most;

  private final Map<ScrapedSeries.Key, ScrapedSeries> visible = new LinkedHashMap<>();
  private final Map<ScrapedSeries.Key, ScrapedSeries> staged = new LinkedHashMap<>();

  /** The meter whose series have a metric's name. */
  private final Map<String, ScrapedSeries> families = new HashMap<>();

  private Instant latest = Instant.MIN;
  private long leftOut;

  /** Staged series that aren't visible. */
  private int added;

  /**
   * An empty board.
   *
   * @param settle how long nothing comes after a whole cycle
   * @param stale how long a series stays that isn't updated
   * @param most series that it keeps
   */
  ScrapeBoard(Clock clock, Duration settle, Duration stale, int most) {
    this.clock = clock;
    this.settle = settle;
    this.stale = stale;
    this.most = most;
  }

  /**
   * Stages a batch.
   *
   * @return why samples were left out, one sentence for each
   */
  synchronized List<String> put(List<Sample> samples) {
    Instant now = clock.instant();
    forget(now);
    if (samples.stream().anyMatch(sample -> staged.containsKey(ScrapedSeries.Key.of(sample)))) {
      show();
    }
    List<String> reasons = new ArrayList<>();
    for (Sample sample : samples) {
      try {
        stage(sample, now);
      } catch (IllegalArgumentException unusable) {
        reasons.add(String.valueOf(unusable.getMessage()));
      }
    }
    latest = now;
    leftOut += reasons.size();
    if (settle.isZero()) {
      show();
    }
    return reasons;
  }

  private void stage(Sample sample, Instant now) {
    ScrapedSeries.Key key = ScrapedSeries.Key.of(sample);
    ScrapedSeries before = known(key);
    ScrapedSeries after = ScrapedSeries.after(before, sample, now);
    if (before == null && size() >= most) {
      throw new IllegalArgumentException("there are %d series already".formatted(most));
    }
    ScrapedSeries family =
        families.computeIfAbsent(ScrapeText.metricName(sample.name()), name -> after);
    if (!family.key().meter().equals(sample.name()) || family.isCounter() != after.isCounter()) {
      throw new IllegalArgumentException(
          "%s (%s) has the same metric name as %s (%s)"
              .formatted(
                  sample.name(),
                  sample.type().text(),
                  family.sample().name(),
                  family.sample().type().text()));
    }
    if (staged.put(key, after) == null && !visible.containsKey(key)) {
      added++;
    }
  }

  private @Nullable ScrapedSeries known(ScrapedSeries.Key key) {
    ScrapedSeries newer = staged.get(key);
    return newer == null ? visible.get(key) : newer;
  }

  /** All series as one scrape sees them. */
  synchronized List<ScrapedSeries> snapshot() {
    Instant now = clock.instant();
    if (!staged.isEmpty() && !now.isBefore(latest.plus(settle))) {
      show();
    }
    forget(now);
    return List.copyOf(visible.values());
  }

  /** How many series it keeps. */
  synchronized int size() {
    return visible.size() + added;
  }

  /** How many samples it could not show. */
  synchronized long leftOut() {
    return leftOut;
  }

  private void show() {
    visible.putAll(staged);
    staged.clear();
    added = 0;
  }

  private void forget(Instant now) {
    Instant oldest = now.minus(stale);
    boolean gone = visible.values().removeIf(series -> series.updated().isBefore(oldest));
    gone |= staged.values().removeIf(series -> series.updated().isBefore(oldest));
    if (gone) {
      families.clear();
      added = (int) staged.keySet().stream().filter(key -> !visible.containsKey(key)).count();
      visible.values().forEach(this::name);
      staged.values().forEach(this::name);
    }
  }

  private void name(ScrapedSeries series) {
    families.putIfAbsent(ScrapeText.metricName(series.key().meter()), series);
  }
}
