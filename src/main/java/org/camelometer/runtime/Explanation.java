package org.camelometer.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.poll.Meter;
import org.camelometer.transform.MeterShape;
import org.jspecify.annotations.Nullable;

/** Where a meter comes from and what becomes of it, for people and for programs. */
final class Explanation {
  private final Assembly assembly;
  private final Ways ways;
  private final String meter;

  Explanation(Assembly assembly, String meter) {
    this.assembly = assembly;
    this.ways = new Ways(assembly);
    this.meter = meter;
  }

  /** Lines for people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(meter, origin()));
    for (Way way : ways.endingIn(meter)) {
      lines.add("");
      lines.add("made from %s".formatted(shown(way.meter())));
      lines.addAll(lines(way));
    }
    for (Way way : own()) {
      lines.add("");
      lines.addAll(lines(way));
    }
    if (assembly.notifies() && ways.known(meter).isPresent()) {
      assembly.polledDefinition().sources().forEach(source -> lines.addAll(toTheBus(source)));
    }
    if (lines.size() == 1) {
      lines.add("");
      lines.add("No source takes %s, so it goes nowhere.".formatted(meter));
    }
    List<String> denials =
        assembly.polledDefinition().sources().stream().flatMap(s -> denial(s).stream()).toList();
    if (!denials.isEmpty()) {
      lines.add("");
      lines.addAll(denials);
    }
    return lines;
  }

  private List<String> toTheBus(SourceDefinition source) {
    return ways.entry(source, meter)
        .map(entry -> List.of("", line(source, entry), "  to the bus, as telemetry.polling"))
        .orElse(List.of());
  }

  private List<String> denial(SourceDefinition source) {
    return source
        .meters()
        .denial(meter)
        .map(
            entry ->
                "source %s (%s) leaves it out by '%s'"
                    .formatted(source.name(), source.places().of("meters", entry), entry))
        .stream()
        .toList();
  }

  /**
   * What a sink makes doesn't come back to the sources, and what is polled passes them by where it
   * goes to the bus.
   */
  private List<Way> own() {
    if (assembly.notifies() && ways.known(meter).isPresent()) {
      return List.of();
    }
    boolean onlyDerived = ways.known(meter).isEmpty() && !ways.endingIn(meter).isEmpty();
    return onlyDerived ? List.of() : ways.of(ways.shape(meter));
  }

  private String origin() {
    Optional<Meter> known = ways.known(meter);
    String near =
        Nearest.to(meter, ways.leaving()).map("; did you mean '%s'?"::formatted).orElse("");
    String polled =
        known
            .map(
                m ->
                    "%s, polled %s %s"
                        .formatted(
                            type(ways.shape(meter)), m.isOfChange() ? "as" : "from", m.reading()))
            .orElseGet(() -> originOfUnpolled(near));
    return assembly.notifies() && known.isPresent()
        ? polled + "; what is polled goes to the bus, past the sinks"
        : polled;
  }

  private String originOfUnpolled(String near) {
    if (!ways.endingIn(meter).isEmpty()) {
      return "derived, not polled";
    }
    return ways.lacksName(meter)
        ? "polled only for a source that names it in full, and none does"
        : "nothing here polls it" + near;
  }

  private List<String> lines(Way way) {
    List<String> lines = new ArrayList<>();
    lines.add(line(way.source(), way.entry()));
    lines.add("  sink %s (%s)".formatted(way.sink().name(), way.sink().position()));
    way.passages().forEach(passage -> lines.add("    " + line(passage)));
    if (way.leaves().isPresent()) {
      lines.add("    leaves as %s to".formatted(shown(way.leaves().get())));
      way.publishers().forEach(url -> lines.add("      " + url.display()));
    }
    return lines;
  }

  private static String line(SourceDefinition source, String entry) {
    return "source %s (%s), every %d s, takes it by '%s'"
        .formatted(
            source.name(),
            source.places().of("meters", entry),
            source.interval().toSeconds(),
            entry);
  }

  private static String line(Way.Passage passage) {
    String name = passage.step().name();
    return passage
        .out()
        .map(
            out ->
                out.equals(passage.in())
                    ? name + " leaves it as it is"
                    : "%s makes %s of it".formatted(name, shown(out)))
        .orElse(name + " keeps it; it leaves no further");
  }

  private static String shown(MeterShape shape) {
    String type = type(shape);
    return type.isEmpty() ? shape.name() : "%s (%s)".formatted(shape.name(), type);
  }

  private static String type(MeterShape shape) {
    String type = shape.type() == null ? "" : shape.type().text();
    String unit = shape.unit() == null ? "" : shape.unit();
    return String.join(", ", Stream.of(type, unit).filter(text -> !text.isEmpty()).toList());
  }

  /** The same as an object. */
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(fields(ways.shape(meter)));
    fields.put("reading", ways.known(meter).map(Meter::reading).orElse(null));
    fields.put("made_from", ways.endingIn(meter).stream().map(Explanation::fields).toList());
    fields.put("ways", own().stream().map(Explanation::fields).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Way way) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("meter", way.meter().name());
    fields.put("source", way.source().name());
    fields.put("interval", way.source().interval().toSeconds());
    fields.put("entry", way.entry());
    fields.put("sink", way.sink().name());
    fields.put("transformers", way.passages().stream().map(Explanation::fields).toList());
    fields.put("leaves_as", way.leaves().map(Explanation::fields).orElse(null));
    fields.put(
        "publishers",
        way.leaves().isEmpty()
            ? List.of()
            : way.publishers().stream().map(PublisherUrl::display).toList());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(Way.Passage passage) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("transformer", passage.step().name());
    fields.put("out", passage.out().map(Explanation::fields).orElse(null));
    return fields;
  }

  private static Map<String, @Nullable Object> fields(MeterShape shape) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", shape.name());
    fields.put("type", shape.type() == null ? null : shape.type().text());
    fields.put("unit", shape.unit());
    return fields;
  }
}
