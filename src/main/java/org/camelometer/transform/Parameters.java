package org.camelometer.transform;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.TransformerDefinition;
import org.camelometer.definition.YamlNode;
import org.camelometer.sample.MeterType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of one transformer, or a mapping within them. What can't be used is noted
 * with its place and read as if it weren't set; nothing is thrown. A parameter that nobody asked
 * for is unknown, so ask for all. For one thread.
 */
public final class Parameters {
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final String what;
  private final Position position;
  private final Map<String, YamlNode.Entry> entries;
  private final Map<String, Parameters> sections = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> idle = new LinkedHashSet<>();
  private final boolean lenient;
  private final Problems problems;

  /**
   * Begins to read.
   *
   * @param what how sentences call it, such as {@code transformer 'delta' of sink 'cpu_sink'}
   * @param node the mapping; null if there is none
   * @param position what to point at where there is no parameter to point at
   * @param lenient whether unknown parameters are warnings
   * @param problems takes all problems; asked whether there was an error
   */
  private Parameters(
      String what, @Nullable YamlNode node, Position position, boolean lenient, Problems problems) {
    this.what = what;
    this.position = position;
    this.lenient = lenient;
    this.problems = problems;
    this.entries = node == null ? Map.of() : node.entries(problems);
    if (node != null && !node.isMapping() && !node.isNull()) {
      problems.error(
          node.position(),
          "the parameters of %s must be a mapping, but are '%s'".formatted(what, node.text()));
    }
  }

  /** Begins with all that a definition says. */
  Parameters(String what, TransformerDefinition definition, boolean lenient, Problems problems) {
    this(what, definition.parameters().orElse(null), definition.position(), lenient, problems);
  }

  /** The parameters within one that is a mapping; none if it isn't set. The same each time. */
  public Parameters section(String name) {
    return sections.computeIfAbsent(
        name,
        key ->
            new Parameters(
                "'%s' of %s".formatted(key, what),
                node(key).orElse(null),
                positionOf(key),
                lenient,
                problems));
  }

  /** Whether a parameter is set, be it to null. */
  public boolean has(String name) {
    known.add(name);
    return entries.containsKey(name);
  }

  /** A parameter that is set, to whatever but null. */
  public Optional<YamlNode> node(String name) {
    known.add(name);
    return Optional.ofNullable(entries.get(name))
        .map(YamlNode.Entry::value)
        .filter(value -> !value.isNull());
  }

  /** A parameter that is no list and no mapping. */
  public Optional<YamlNode> scalar(String name) {
    Optional<YamlNode> node = node(name);
    if (node.isPresent() && (node.get().isList() || node.get().isMapping())) {
      error(name, "must be a single value, but is " + node.get().text());
      return Optional.empty();
    }
    return node;
  }

  /** A text; a number counts as one, as it is written. */
  public Optional<String> text(String name) {
    return scalar(name).map(YamlNode::text);
  }

  /** A number that isn't written as a text. */
  public Optional<Number> number(String name) {
    Optional<YamlNode> node = scalar(name);
    if (node.isPresent() && node.get().value() instanceof Number number) {
      return Optional.of(number);
    }
    node.ifPresent(n -> error(name, "must be a number, but is '%s'".formatted(n.text())));
    return Optional.empty();
  }

  /** A number, be it written as a text. */
  public Optional<BigDecimal> decimal(String name) {
    Optional<YamlNode> node = scalar(name);
    try {
      return node.map(YamlNode::value).map(value -> new BigDecimal(value.toString().strip()));
    } catch (NumberFormatException notANumber) {
      error(name, "must be a number, but is '%s'".formatted(text(name).orElse("")));
      return Optional.empty();
    }
  }

  /** A whole number, be it written as a text; a fraction is cut off. */
  public Optional<Long> whole(String name) {
    return decimal(name).map(number -> number.min(MOST).max(MOST.negate()).longValue());
  }

  /** Whether something is wanted; not, if it isn't set. Any text but the empty one is a yes. */
  public boolean flag(String name) {
    Object value = scalar(name).map(YamlNode::value).orElse(false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    boolean counts = !"".equals(value) && !value.equals(0);
    warning(name, "is '%s', which counts as %b; write true or false".formatted(value, counts));
    return counts;
  }

  /** A meter type. */
  public Optional<MeterType> meterType(String name) {
    try {
      return text(name).map(MeterType::of);
    } catch (IllegalArgumentException e) {
      error(name, "can't be used: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Parameters that Ceilometer takes too, and that do nothing: a warning if they are set. */
  public void ignores(String... names) {
    idle.addAll(Set.of(names));
  }

  /** Notes that a parameter can't be used; {@code is} goes on after its name. */
  public void error(String name, String is) {
    errorAt(positionOf(name), name, is);
  }

  /** The same at a place within its value. */
  public void errorAt(Position place, String name, String is) {
    problems.error(place, sentence(name, is));
  }

  /** Notes that a parameter is legal but probably not meant. */
  public void warning(String name, String is) {
    problems.warning(positionOf(name), sentence(name, is));
  }

  /** Where the value of a parameter stands; the whole transformer if it isn't set. */
  public Position positionOf(String name) {
    YamlNode.Entry entry = entries.get(name);
    return entry == null ? position : entry.value().position();
  }

  /** Notes every parameter that nobody asked for. */
  void finish() {
    entries.forEach(
        (name, entry) -> {
          if (idle.contains(name)) {
            problems.warning(entry.key(), sentence(name, "does nothing here"));
          } else if (!known.contains(name)) {
            unknown(name, entry.key());
          }
        });
    sections.values().forEach(Parameters::finish);
  }

  private void unknown(String name, Position place) {
    String sentence =
        "unknown parameter '%s' in %s%s".formatted(name, what, Nearest.hint(name, known));
    if (lenient) {
      problems.warning(place, sentence);
    } else {
      problems.error(place, sentence);
    }
  }

  private String sentence(String name, String is) {
    return "'%s' of %s %s".formatted(name, what, is);
  }
}
