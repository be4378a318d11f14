package org.camelometer.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.definition.Problems;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.poll.Meter;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.sample.MeterType;

/**
 * Finds differences that sources of different intervals poll. Each is one since the reading before,
 * whichever source asked for that, so each of them would get only a part. Sources of one interval
 * read together, and what goes to the bus goes there once: both are right.
 */
final class SharedChanges {
  private final PollsterCatalog catalog;
  private final Problems problems;

  SharedChanges(PollsterCatalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  /** Notes a warning for each source that meets an earlier one. */
  void check(List<SourceDefinition> sources) {
    Map<SourceDefinition, List<String>> earlier = new LinkedHashMap<>();
    for (SourceDefinition source : sources) {
      List<String> changes = changes(source);
      earlier.entrySet().stream()
          .filter(other -> readsApart(other.getKey(), source))
          .filter(other -> other.getValue().stream().anyMatch(changes::contains))
          .findFirst()
          .ifPresent(other -> tell(source, other.getKey(), common(changes, other.getValue())));
      earlier.put(source, changes);
    }
  }

  private List<String> changes(SourceDefinition source) {
    return catalog.selectedBy(source.meters()).stream()
        .flatMap(pollster -> pollster.meters().stream())
        .filter(meter -> meter.isOfChange() && meter.type() == MeterType.DELTA)
        .map(Meter::name)
        .toList();
  }

  /** The same resources at other moments. */
  private static boolean readsApart(SourceDefinition one, SourceDefinition other) {
    return !one.interval().equals(other.interval())
        && one.resources().equals(other.resources())
        && one.discovery().equals(other.discovery());
  }

  private static List<String> common(List<String> one, List<String> other) {
    List<String> common = new ArrayList<>(one);
    common.retainAll(other);
    return common;
  }

  private void tell(SourceDefinition source, SourceDefinition other, List<String> meters) {
    String meter = meters.get(0);
    problems.warning(
        source.places().of("meters", source.meters().entry(meter).orElse(meter)),
        "source '%s' polls %s every %d s, and source '%s' every %d s: each gets only the change"
                .formatted(
                    source.name(),
                    meter,
                    source.interval().toSeconds(),
                    other.name(),
                    other.interval().toSeconds())
            + " since the other's reading; let one of them alone poll it"
            + Advice.more(meters.size() - 1));
  }
}
