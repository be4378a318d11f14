package org.camelometer.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.transform.MeterShape;

/** Finds publishers that would get the same samples twice. For one thread. */
final class DoubleDeliveries {
  private static final int SHOWN = 3;

  private final Ways ways;
  private final Problems problems;

  DoubleDeliveries(Ways ways, Problems problems) {
    this.ways = ways;
    this.problems = problems;
  }

  /** A sample that leaves by a publisher: the meter that came, and as what it leaves. */
  private record Departure(String url, String meter, String leavesAs) {}

  /** Two ways to one publisher, one warning each. */
  private record Pair(PublisherUrl second, String sentence) {}

  /** Notes a warning for each two ways that end in one publisher under one name. */
  void check() {
    Map<Pair, List<String>> found = new LinkedHashMap<>();
    for (MeterShape meter : ways.polled()) {
      Map<Departure, Way> first = new HashMap<>();
      for (Way way : ways.of(meter)) {
        way.leaves().ifPresent(shape -> check(way, shape, first, found));
      }
    }
    found.forEach(this::tell);
  }

  private static void check(
      Way way, MeterShape leaves, Map<Departure, Way> first, Map<Pair, List<String>> found) {
    for (PublisherUrl url : way.publishers()) {
      Departure departure = new Departure(url.text(), way.meter().name(), leaves.name());
      Way earlier = first.putIfAbsent(departure, way);
      if (earlier != null) {
        String sentence =
            "publisher %s gets %%s twice: %s, and %s"
                .formatted(url.display().replace("%", "%%"), route(earlier), route(way));
        found
            .computeIfAbsent(new Pair(url, sentence), pair -> new ArrayList<>())
            .add(leaves.name());
      }
    }
  }

  private static String route(Way way) {
    return "from source '%s' by sink '%s'"
        .formatted(way.source().name(), way.sink().name())
        .replace("%", "%%");
  }

  private void tell(Pair pair, List<String> meters) {
    Position position = pair.second().position();
    String shown = String.join(", ", meters.subList(0, Math.min(SHOWN, meters.size())));
    String more = meters.size() > SHOWN ? " and %d more".formatted(meters.size() - SHOWN) : "";
    problems.warning(position, pair.sentence().formatted(shown + more));
  }
}
