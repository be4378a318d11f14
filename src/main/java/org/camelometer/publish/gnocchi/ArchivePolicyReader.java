package org.camelometer.publish.gnocchi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.Located;
import org.camelometer.definition.MappingReader;
import org.camelometer.definition.Problems;
import org.camelometer.definition.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code archive_policies}. For one thread. */
final class ArchivePolicyReader {
  private static final String METHODS = "aggregation_methods";
  private static final String BACK_WINDOW = "back_window";
  private static final Set<String> POLICY = Set.of("name", BACK_WINDOW, METHODS, "definition");
  private static final Set<String> SERIES = Set.of("granularity", "timespan", "points");

  private final boolean lenient;
  private final Problems problems;
  private final List<Located> names = new ArrayList<>();

  ArchivePolicyReader(boolean lenient, Problems problems) {
    this.lenient = lenient;
    this.problems = problems;
  }

  /** The names of all policies met. */
  List<Located> names() {
    return names;
  }

  /** The policy, as far as it could be read; empty if it has no name. */
  Optional<ArchivePolicy> read(YamlNode node) {
    String shown = MappingReader.shown("archive policy", node);
    MappingReader policy =
        new MappingReader(shown, node, problems).knows(POLICY, Set.of(), lenient);
    if (!node.isMapping()) {
      return Optional.empty();
    }
    Optional<String> name = policy.text("name");
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    name.ifPresent(text -> body.put("name", text));
    backWindow(policy, shown).ifPresent(value -> body.put(BACK_WINDOW, value));
    if (policy.has(METHODS)) {
      body.put(METHODS, policy.strings(METHODS));
    }
    body.put("definition", definition(policy, shown));
    policy.get("name").ifPresent(place -> names.add(new Located(place.text(), place.position())));
    return name.map(text -> new ArchivePolicy(text, body));
  }

  private Optional<Object> backWindow(MappingReader policy, String shown) {
    Optional<YamlNode> value = policy.get(BACK_WINDOW);
    value
        .filter(node -> !(node.value() instanceof Integer number) || number < 0)
        .ifPresent(
            node ->
                problems.error(
                    node.position(),
                    "the back_window '%s' of %s is not a whole number of at least 0"
                        .formatted(node.text(), shown)));
    return value.map(YamlNode::value);
  }

  private List<Map<String, @Nullable Object>> definition(MappingReader policy, String shown) {
    List<YamlNode> series = policy.list("definition");
    if (series.isEmpty() && policy.get("definition").filter(node -> !node.isList()).isEmpty()) {
      problems.error(
          policy.position(),
          shown + " has no 'definition'; list at least one granularity and timespan");
    }
    return series.stream().filter(node -> series(node, shown)).map(this::values).toList();
  }

  private boolean series(YamlNode node, String policy) {
    MappingReader series =
        new MappingReader("a definition of " + policy, node, problems)
            .knows(SERIES, Set.of(), lenient);
    long given = SERIES.stream().filter(key -> series.get(key).isPresent()).count();
    if (node.isMapping() && given < 2) {
      problems.error(
          node.position(),
          "a definition of %s needs two of granularity, timespan and points".formatted(policy));
    }
    SERIES.stream().filter(series::has).forEach(series::text);
    return node.isMapping();
  }

  private Map<String, @Nullable Object> values(YamlNode series) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    series.entries(problems).forEach((key, entry) -> values.put(key, entry.value().value()));
    return values;
  }
}
