package org.camelometer.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one entry with a source. For one thread. */
final class SourceReader {
  /** What Ceilometer took in Newton when a source of pipeline.yaml named none. */
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(10);

  /** A year: more is a mistake, and far more than timers can count. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(365L * 24 * 3600);

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
    boolean both = source.get("meters").isPresent() && source.get("counters").isPresent();
    if (both) {
      Position place = source.get("counters").map(YamlNode::position).orElse(source.position());
      problems.warning(
          place, "'counters' of %s does nothing, since it has 'meters' as well".formatted(shown));
    }
    String key = source.get("counters").isPresent() && !both ? "counters" : "meters";
    List<Located> patterns = source.texts(key);
    Position place = source.get(key).map(YamlNode::position).orElse(source.position());
    boolean isOtherThanAList = source.get(key).filter(value -> !value.isList()).isPresent();
    if (!isOtherThanAList) {
      MeterFilter.faults(texts(patterns))
          .forEach(fault -> problems.error(place, "%s: %s".formatted(shown, fault)));
    }
    return patterns;
  }

  private Duration interval(MappingReader source, String shown) {
    Optional<YamlNode> value = source.get("interval");
    if (value.isEmpty()) {
      if (form == Form.POLLING) {
        problems.error(source.position(), shown + " has no 'interval'; give it in seconds");
      }
      return DEFAULT_INTERVAL;
    }
    Optional<Duration> interval = value.flatMap(SourceReader::seconds);
    if (interval.isEmpty()) {
      problems.error(
          value.get().position(),
          "%s: the interval '%s' is not a whole number of seconds above 0"
              .formatted(shown, value.get().text()));
    }
    return interval.orElse(DEFAULT_INTERVAL);
  }

  /** A whole number of seconds; a fraction is cut off, as Ceilometer does. */
  private static Optional<Duration> seconds(YamlNode node) {
    if (!(node.value() instanceof Number) && !(node.value() instanceof String)) {
      return Optional.empty();
    }
    try {
      BigDecimal seconds = new BigDecimal(node.text().strip().replace("_", ""));
      return seconds.compareTo(BigDecimal.ONE) >= 0 && seconds.compareTo(LONGEST) <= 0
          ? Optional.of(Duration.ofSeconds(seconds.longValue()))
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
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
