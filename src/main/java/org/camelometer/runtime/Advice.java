package org.camelometer.runtime;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.poll.DiscoveryUrl;
import org.camelometer.poll.PollingSource;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.transform.Step;

/** Warns of what is legal in a configuration but probably not meant. */
final class Advice {
  /** The discovery of guests. */
  private static final String GUESTS = "local_instances";

  private final Assembly assembly;
  private final Problems problems;
  private final Ways ways;
  private final Map<Step, Set<String>> objections = new LinkedHashMap<>();

  Advice(Assembly assembly, Problems problems) {
    this.assembly = assembly;
    this.problems = problems;
    this.ways = new Ways(assembly);
  }

  /** Notes every warning. */
  void give() {
    checkSources();
    // A catalog has pollsters, unless they couldn't be loaded; why is told, and nothing is known.
    if (!assembly.catalog().entries().isEmpty()) {
      checkDiscoveries();
      checkResources();
      checkMeters();
      if (!assembly.notifies()) {
        new SharedChanges(assembly.catalog(), problems)
            .check(assembly.polledDefinition().sources());
      }
    }
    checkUnusedSinks();
    // Of a file that is wrong they would only repeat that; and what goes to the bus takes no way.
    if (!problems.hasErrors() && !assembly.notifies()) {
      checkWays();
    }
  }

  private void checkWays() {
    new DoubleDeliveries(ways, problems).check();
    ways.polled().stream().flatMap(meter -> ways.of(meter).stream()).forEach(this::checkWay);
    tellObjections();
  }

  private void checkSources() {
    if (assembly.polledDefinition().sources().isEmpty() && !problems.hasErrors()) {
      problems.warning(
          Position.of(assembly.configuration().directory().toString()),
          "there is no source, so nothing is polled");
    }
  }

  private void checkMeters() {
    List<Pollster> known =
        assembly.catalog().entries().stream().map(PollsterCatalog.Entry::pollster).toList();
    for (SourceDefinition source : assembly.polledDefinition().sources()) {
      source.meters().patterns().forEach(pattern -> checkMeter(source, pattern, known));
    }
  }

  private void checkMeter(SourceDefinition source, String pattern, List<Pollster> known) {
    new MeterPattern(pattern)
        .objection(known)
        .ifPresent(
            objection ->
                problems.warning(
                    source.places().of("meters", pattern),
                    "source '%s' %s".formatted(source.name(), objection)));
  }

  private void checkDiscoveries() {
    Set<String> known = new LinkedHashSet<>(assembly.catalog().discoveryNames());
    for (SourceDefinition source : assembly.polledDefinition().sources()) {
      for (String url : source.discovery()) {
        String name = DiscoveryUrl.parse(url).name();
        if (!known.contains(name)) {
          // No error: nodes of other namespaces may share the file, and Ceilometer takes it too.
          problems.warning(
              source.places().of("discovery", url),
              "source '%s' names the discovery '%s', which finds nothing in these namespaces%s"
                  .formatted(source.name(), url, Nearest.hint(name, known)));
        }
      }
    }
  }

  /** Resources that are listed stand in place of discovered ones, and a guest can't be listed. */
  private void checkResources() {
    for (SourceDefinition source : assembly.polledDefinition().sources()) {
      List<String> ofGuests =
          assembly.catalog().selectedBy(source.meters()).stream()
              .filter(pollster -> pollster.defaultDiscovery().equals(GUESTS))
              .map(Pollster::name)
              .toList();
      if (!source.resources().isEmpty() && source.discovery().isEmpty() && !ofGuests.isEmpty()) {
        problems.warning(
            source.places().of("resources", source.resources().get(0)),
            "source '%s' lists resources, so that no guests are looked for, and never gets %s%s; leave them out, or write discovery: [%s] beside them"
                .formatted(source.name(), ofGuests.get(0), more(ofGuests.size() - 1), GUESTS));
      }
    }
  }

  private void checkUnusedSinks() {
    for (SinkDefinition sink : assembly.sinks()) {
      if (assembly.sources().stream().noneMatch(s -> s.sinks().contains(sink.name()))) {
        problems.warning(
            sink.position(),
            "no source names the sink '%s', so nothing gets there".formatted(sink.name()));
      }
    }
  }

  private void checkWay(Way way) {
    for (Way.Passage passage : way.passages()) {
      passage
          .step()
          .transformer()
          .objection(passage.in())
          .ifPresent(sentence -> note(passage.step(), sentence));
    }
    way.leaves()
        .map(shape -> shape.name())
        .filter(name -> !name.equals(way.meter().name()))
        .ifPresent(name -> checkOwner(name, way));
  }

  /** A derived meter has one owner: whoever polls it, or the transformer that makes it. */
  private void checkOwner(String derived, Way way) {
    String pollers =
        assembly.polled().stream()
            .filter(source -> polls(source, derived))
            .map(source -> "'" + source.name() + "'")
            .collect(Collectors.joining(", "));
    if (!pollers.isEmpty()) {
      note(
          way.passages().get(way.passages().size() - 1).step(),
          "sink '%s' makes %s out of %s, but it is polled as well, by source %s; leave one out"
              .formatted(way.sink().name(), derived, way.meter().name(), pollers));
    }
  }

  private static boolean polls(PollingSource source, String meter) {
    return source.pollsters().stream().map(Pollster::name).anyMatch(meter::equals);
  }

  private void note(Step step, String sentence) {
    objections.computeIfAbsent(step, s -> new LinkedHashSet<>()).add(sentence);
  }

  /** One line for each transformer, however many meters it meets. */
  private void tellObjections() {
    objections.forEach(
        (step, sentences) ->
            problems.warning(
                step.definition().position(),
                sentences.iterator().next() + more(sentences.size() - 1)));
  }

  /** What stands behind the first of several. */
  static String more(int others) {
    return others > 0 ? " (and so for %d more)".formatted(others) : "";
  }
}
