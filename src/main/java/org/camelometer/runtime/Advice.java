package org.camelometer.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelometer.definition.Glob;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Problems;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.poll.DiscoveryUrl;
import org.camelometer.poll.Pollster;

/** Warns of what is legal in a configuration but probably not meant. */
final class Advice {
  private final Assembly assembly;
  private final Problems problems;
  private final Ways ways;

  Advice(Assembly assembly, Problems problems) {
    this.assembly = assembly;
    this.problems = problems;
    this.ways = new Ways(assembly);
  }

  /** Notes every warning. */
  void give() {
    checkDiscoveries();
    checkMeters();
    checkUnusedSinks();
    // Of a file that is wrong they would only repeat that; and what goes to the bus takes no way.
    if (!problems.hasErrors() && !assembly.notifies()) {
      checkWays();
    }
  }

  private void checkWays() {
    new DoubleDeliveries(ways, problems).check();
    ways.meters().stream().flatMap(meter -> ways.of(meter).stream()).forEach(this::checkWay);
  }

  private void checkMeters() {
    List<String> known =
        assembly.catalog().entries().stream().map(entry -> entry.pollster().name()).toList();
    for (SourceDefinition source : assembly.polledDefinition().sources()) {
      for (String pattern : source.meters().patterns()) {
        Glob glob = new Glob(pattern);
        if (!pattern.startsWith("!") && known.stream().noneMatch(glob::matches)) {
          String hint =
              Nearest.to(pattern, known).map("; did you mean '%s'?"::formatted).orElse("");
          problems.warning(
              source.places().of("meters", pattern),
              "source '%s' names the meter '%s', which nothing here polls%s"
                  .formatted(source.name(), pattern, hint));
        }
      }
    }
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
          .ifPresent(
              sentence -> problems.warning(passage.step().definition().position(), sentence));
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
            .filter(
                source -> source.pollsters().stream().map(Pollster::name).anyMatch(derived::equals))
            .map(source -> "'" + source.name() + "'")
            .collect(Collectors.joining(", "));
    if (!pollers.isEmpty()) {
      problems.warning(
          way.passages().get(way.passages().size() - 1).step().definition().position(),
          "sink '%s' makes %s out of %s, but it is polled as well, by source %s; leave one out"
              .formatted(way.sink().name(), derived, way.meter().name(), pollers));
    }
  }
}
