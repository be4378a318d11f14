package org.camelometer.definition;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code sources}. For one thread. */
final class SourceReader {
  private static final Set<String> KNOWN =
      Set.of("name", "interval", "meters", "counters", "resources", "discovery", "sinks");

  /** Keys of other releases of Ceilometer. */
  private static final Set<String> IGNORED = Set.of("group_id_coordination_expression");

  /** What Ceilometer took in Newton when a source of pipeline.yaml named none. */
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(10);

  /** A year: more is a mistake, and far more than timers can count. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(365L * 24 * 3600);

  private final boolean withSinks;
  private final boolean lenient;
  private final Problems problems;

  SourceReader(boolean withSinks, boolean lenient, Problems problems) {
    this.withSinks = withSinks;
    this.lenient = lenient;
    this.problems = problems;
  }

  /** The source, as far as it could be read; empty if it has no name. */
  Optional<SourceDefinition> read(YamlNode node) {
    if (!node.isMapping()) {
      problems.error(
          node.position(), "a source must be a mapping, but is '%s'".formatted(node.text()));
      return Optional.empty();
    }
    MappingReader unnamed = new MappingReader("the source", node, new Problems());
    String shown =
        unnamed.get("name").map(n -> "source '%s'".formatted(n.text())).orElse("the source");
    MappingReader source = new MappingReader(shown, node, problems).knows(KNOWN, IGNORED, lenient);
    MeterFilter meters = meters(source, shown);
    Duration interval = interval(source, shown);
    List<String> sinks = sinks(source, shown);
    List<String> resources = source.strings("resources");
    List<String> discovery = source.strings("discovery");
    return source
        .text("name")
        .map(
            name ->
                new SourceDefinition(
                    name, interval, meters, resources, discovery, sinks, node.position()));
  }

  private MeterFilter meters(MappingReader source, String shown) {
    String key = source.get("meters").isPresent() ? "meters" : "counters";
    List<String> patterns = source.strings(key);
    Position place = source.get(key).map(YamlNode::position).orElse(source.position());
    boolean isOtherThanAList = source.get(key).filter(value -> !value.isList()).isPresent();
    for (String fault : isOtherThanAList ? List.<String>of() : MeterFilter.faults(patterns)) {
      problems.error(place, "%s: %s".formatted(shown, fault));
    }
    return new MeterFilter(patterns);
  }

  private Duration interval(MappingReader source, String shown) {
    Optional<YamlNode> value = source.get("interval");
    if (value.isEmpty()) {
      if (!withSinks) {
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

  private List<String> sinks(MappingReader source, String shown) {
    List<MappingReader.Text> sinks = source.texts("sinks");
    source.distinct(sinks, "the sink '%s' stands twice in %s");
    if (withSinks && sinks.isEmpty() && source.get("sinks").filter(v -> !v.isList()).isEmpty()) {
      problems.error(source.position(), shown + " has no 'sinks'; name at least one");
    }
    return sinks.stream().map(MappingReader.Text::value).toList();
  }
}
