package org.camelometer.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.poll.Meter;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterCatalog;
import org.camelometer.transform.MeterShape;
import org.camelometer.transform.Step;

/** The ways of meters through the pipelines of an assembly. */
final class Ways {
  private final Assembly assembly;
  private final Map<String, Meter> known = new LinkedHashMap<>();
  private final Set<String> toBeNamed = new HashSet<>();

  Ways(Assembly assembly) {
    this.assembly = assembly;
    for (PollsterCatalog.Entry entry : assembly.catalog().entries()) {
      Pollster pollster = entry.pollster();
      if (pollster.mustBeNamed()) {
        toBeNamed.add(pollster.name());
      }
      if (!pollster.mustBeNamed() || isNamed(pollster.name())) {
        pollster.meters().forEach(meter -> known.putIfAbsent(meter.name(), meter));
      }
    }
  }

  private boolean isNamed(String meter) {
    return assembly.polledDefinition().sources().stream().anyMatch(s -> s.meters().names(meter));
  }

  /** A meter that something here polls. */
  Optional<Meter> known(String name) {
    return Optional.ofNullable(known.get(name));
  }

  /** Whether something here could poll a meter, if only a source named it. */
  boolean lacksName(String meter) {
    return toBeNamed.contains(meter) && !known.containsKey(meter);
  }

  /** The entry by which a source takes a meter; globs pass over those that must be named. */
  Optional<String> entry(SourceDefinition source, String meter) {
    if (toBeNamed.contains(meter)) {
      return source.meters().names(meter) ? Optional.of(meter) : Optional.empty();
    }
    return source.meters().entry(meter);
  }

  /** Every meter that is polled here. */
  List<MeterShape> polled() {
    return known.keySet().stream().map(this::shape).toList();
  }

  /** The names of all meters that leave, polled or derived. */
  Set<String> leaving() {
    Set<String> names = new TreeSet<>(known.keySet());
    for (MeterShape meter : polled()) {
      of(meter).forEach(way -> way.leaves().ifPresent(shape -> names.add(shape.name())));
    }
    return names;
  }

  /** What is known of a meter by its name. */
  MeterShape shape(String name) {
    return known(name)
        .map(meter -> new MeterShape(name, meter.type(), meter.unit()))
        .orElseGet(() -> new MeterShape(name, null, null));
  }

  /** The ways of a meter, in the order of the file. */
  List<Way> of(MeterShape meter) {
    List<Way> ways = new ArrayList<>();
    for (SourceDefinition source : assembly.sources()) {
      Optional<String> entry = entry(source, meter.name());
      if (entry.isPresent()) {
        source.sinks().stream()
            .flatMap(name -> assembly.sink(name).stream())
            .map(sink -> new Way(meter, source, entry.get(), sink, passages(sink, meter)))
            .forEach(ways::add);
      }
    }
    return ways;
  }

  private List<Way.Passage> passages(SinkDefinition sink, MeterShape meter) {
    List<Way.Passage> passages = new ArrayList<>();
    Optional<MeterShape> shape = Optional.of(meter);
    for (Step step : assembly.transformersOf(sink).steps()) {
      if (shape.isEmpty()) {
        break;
      }
      MeterShape in = shape.get();
      shape = describe(step, in);
      passages.add(new Way.Passage(step, in, shape));
    }
    return passages;
  }

  /** A transformer that fails for a meter lets nothing of it pass, here as when it runs. */
  private static Optional<MeterShape> describe(Step step, MeterShape in) {
    try {
      return step.transformer().describe(in);
    } catch (RuntimeException fails) {
      return Optional.empty();
    }
  }

  /** The ways of other meters that end in this one. */
  List<Way> endingIn(String name) {
    return polled().stream()
        .flatMap(meter -> of(meter).stream())
        .filter(way -> !way.meter().name().equals(name))
        .filter(way -> way.leaves().filter(shape -> shape.name().equals(name)).isPresent())
        .toList();
  }
}
