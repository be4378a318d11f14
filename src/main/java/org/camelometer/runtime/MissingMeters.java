package org.camelometer.runtime;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelometer.definition.MeterFilter;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.sample.Sample;

/**
 * Why a poll gave nothing by some of the entries by which meters were asked for.
 *
 * @param patterns the entries
 * @param pollsters what was polled
 * @param samples what came of it
 */
record MissingMeters(List<String> patterns, List<Pollster> pollsters, List<Sample> samples) {

  /**
   * A sentence for all meters that need the same. Of '*' there is none: it asks for what there is.
   */
  List<String> sentences() {
    Set<String> given = samples.stream().map(Sample::name).collect(Collectors.toSet());
    Map<String, Set<String>> missing = new LinkedHashMap<>();
    for (String pattern : named()) {
      List<Meter> asked = asked(new MeterPattern(pattern));
      if (asked.stream().map(Meter::name).noneMatch(given::contains)) {
        asked.forEach(
            meter ->
                missing
                    .computeIfAbsent(needs(meter), n -> new LinkedHashSet<>())
                    .add(meter.name()));
      }
    }
    return missing.entrySet().stream().map(e -> sentence(e.getValue(), e.getKey())).toList();
  }

  private List<String> named() {
    return patterns.stream().filter(pattern -> !pattern.equals("*")).toList();
  }

  private List<Meter> asked(MeterPattern pattern) {
    return pollsters.stream()
        .filter(pattern::takes)
        .flatMap(pollster -> pollster.meters().stream())
        .toList();
  }

  /** Changes that are named were read a second time. */
  private String needs(Meter meter) {
    boolean wasReadTwice = meter.isOfChange() && new MeterFilter(patterns).names(meter.name());
    return wasReadTwice ? "" : meter.needs();
  }

  private static String sentence(Set<String> meters, String needs) {
    String names = String.join(", ", meters);
    return needs.isEmpty()
        ? "no guest here gives %s".formatted(names)
        : "no guest here gives %s: it takes %s".formatted(names, needs);
  }
}
