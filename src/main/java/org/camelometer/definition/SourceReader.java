package org.camelometer.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one entry with a source. For one thread. */
final class SourceReader {
  /** What Ceilometer took in Newton when a source of pipeline.yaml named none. */
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(10);

  private final Form form;
  private final boolean lenient;
  private final Problems problems;

  SourceReader(Form form, boolean lenient, Problems problems) {
    this.form = form;
    this.lenient = lenient;
    this.problems = problems;
  }

  /** The source, as far as it could be read; empty if it has no name. */
  Optional<SourceDefinition> read(YamlNode node) {
    if (!node.isMapping()) {
      problems.error(
          node.position(),
          "a %s must be a mapping, but is '%s'".formatted(form.source(), node.text()));
      return Optional.empty();
    }
    String shown = MappingReader.shown(form.source(), node);
    MappingReader source =
        new MappingReader(shown, node, problems).knows(form.sourceKeys(), form.idleKeys(), lenient);
    Optional<String> name = source.text("name");
    List<Located> meters = meters(source, shown);
    Duration interval = interval(source, shown);
    List<Located> sinks = form == Form.FLAT ? itself(name, node) : sinks(source, shown);
    List<Located> resources = source.texts("resources");
    List<Located> discovery = source.texts("discovery");
    Places places =
        Places.of(node.position())
            .with("meters", meters)
            .with("sinks", sinks)
            .with("resources", resources)
            .with("discovery", discovery);
    return name.map(
        text ->
            new SourceDefinition(
                text,
                interval,
                new MeterFilter(texts(meters)),
                texts(resources),
                texts(discovery),
                texts(sinks),
                places));
  }

  private static List<String> texts(List<Located> entries) {
    return entries.stream().map(Located::text).toList();
  }

  private static List<Located> itself(Optional<String> name, YamlNode node) {
    return name.map(text -> new Located(text, node.position())).stream().toList();
  }

  private List<Located> meters(MappingReader source, String shown) {
    String key = metersKey(source, shown);
    List<YamlNode> entries = source.list(key);
    entries.forEach(entry -> checkMeter(entry, shown));
    List<Located> patterns =
        entries.stream()
            .filter(YamlNode::isText)
            .map(entry -> new Located(entry.text(), entry.position()))
            .toList();
    Optional<YamlNode> list = source.get(key);
    if (list.isEmpty() || (list.get().isList() && patterns.size() == entries.size())) {
      Position place = list.map(YamlNode::position).orElse(source.position());
      MeterFilter.faults(texts(patterns))
          .forEach(fault -> problems.error(place, "%s: %s".formatted(shown, fault)));
    }
    return patterns;
  }

  private String metersKey(MappingReader source, String shown) {
    Optional<YamlNode> counters = source.get("counters");
    if (counters.isPresent() && source.has("meters")) {
      problems.warning(
          counters.get().position(),
          "'counters' of %s does nothing, since it has 'meters' as well".formatted(shown));
    }
    return source.has("meters") ? "meters" : "counters";
  }

  private void checkMeter(YamlNode entry, String shown) {
    if (!entry.isText()) {
      problems.error(
          entry.position(),
          "%s: the meter '%s' is no text; write quotes around a name"
              .formatted(shown, entry.text()));
    }
  }

  private Duration interval(MappingReader source, String shown) {
    if (!source.has("interval")) {
      if (form == Form.POLLING) {
        problems.error(source.position(), shown + " has no 'interval'; give it in seconds");
      }
      return DEFAULT_INTERVAL;
    }
    IntervalReader reader = new IntervalReader(shown, problems);
    Optional<YamlNode> value = source.get("interval");
    if (value.isEmpty()) {
      reader.missing(source.position("interval"));
    }
    return value.flatMap(reader::read).orElse(DEFAULT_INTERVAL);
  }

  private List<Located> sinks(MappingReader source, String shown) {
    List<Located> sinks = source.texts("sinks");
    source.distinct(sinks, "the sink '%s' stands twice in %s");
    boolean isMissing = source.get("sinks").filter(v -> !v.isList()).isEmpty() && sinks.isEmpty();
    if (form == Form.PIPELINE && isMissing) {
      problems.error(source.position(), shown + " has no 'sinks'; name at least one");
    }
    return sinks;
  }
}
