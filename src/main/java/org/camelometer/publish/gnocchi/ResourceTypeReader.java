package org.camelometer.publish.gnocchi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.Located;
import org.camelometer.definition.MappingReader;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code resources}. For one thread. */
final class ResourceTypeReader {
  private static final String POLICY = "archive_policy_name";
  private static final String OLD_POLICY = "archive_policy";
  private static final Set<String> KNOWN =
      Set.of(
          "resource_type",
          "metrics",
          OLD_POLICY,
          "attributes",
          "event_create",
          "event_delete",
          "event_update",
          "event_attributes",
          "event_associated_resources");

  private final String policy;
  private final @Nullable String override;
  private final boolean lenient;
  private final Problems problems;

  /** Where each metric was met, and of which type. */
  private final Map<String, Met> met = new HashMap<>();

  private record Met(String type, Position position) {}

  /**
   * A reader.
   *
   * @param policy of metrics that name none
   * @param override the policy of all metrics but those of a type that names one itself
   */
  ResourceTypeReader(String policy, @Nullable String override, boolean lenient, Problems problems) {
    this.policy = policy;
    this.override = override;
    this.lenient = lenient;
    this.problems = problems;
  }

  /** The type, as far as it could be read; empty if it has no name. */
  Optional<ResourceType> read(YamlNode node) {
    MappingReader unnamed = new MappingReader("a resource type", node, problems);
    if (!node.isMapping()) {
      return Optional.empty();
    }
    Optional<String> name = unnamed.text("resource_type");
    String shown = name.map("resource type '%s'"::formatted).orElse("the resource type");
    MappingReader type = new MappingReader(shown, node, problems).knows(KNOWN, Set.of(), lenient);
    Map<String, String> metrics = metrics(type, shown);
    Map<String, Attribute> attributes = new AttributeReader(shown, lenient, problems).read(type);
    Optional<EventRules> events = new EventRulesReader(shown, problems).read(type);
    return name.map(text -> new ResourceType(text, metrics, attributes, events));
  }

  private Map<String, String> metrics(MappingReader type, String shown) {
    Optional<YamlNode> value = type.get("metrics");
    if (value.isEmpty()) {
      problems.error(type.position(), shown + " has no 'metrics'; name its meters");
    }
    Optional<String> ofType = policyOfType(type, shown);
    Map<String, String> metrics = new LinkedHashMap<>();
    if (value.filter(YamlNode::isMapping).isPresent()) {
      value
          .get()
          .entries(problems)
          .forEach(
              (meter, entry) -> {
                note(meter, shown, entry.key());
                metrics.put(meter, ofType.orElseGet(() -> policyOf(meter, entry.value())));
              });
    } else {
      List<Located> listed = type.texts("metrics");
      type.distinct(listed, "the metric '%s' stands twice in %s");
      for (Located meter : listed) {
        note(meter.text(), shown, meter.position());
        metrics.put(meter.text(), ofType.orElse(override == null ? policy : override));
      }
    }
    return metrics;
  }

  /** The oldest way to name a policy: for the whole type, before everything else. */
  private Optional<String> policyOfType(MappingReader type, String shown) {
    Optional<YamlNode> old = type.get(OLD_POLICY);
    old.ifPresent(
        node ->
            problems.warning(
                node.position(),
                "'%s' of %s wins over everything else; write %s at each metric instead"
                    .formatted(OLD_POLICY, shown, POLICY)));
    return old.flatMap(node -> type.text(OLD_POLICY));
  }

  private String policyOf(String meter, YamlNode value) {
    String named = policy;
    if (!value.isNull()) {
      MappingReader metric =
          new MappingReader("metric '%s'".formatted(meter), value, problems)
              .knows(Set.of(POLICY), Set.of(), lenient);
      named = metric.has(POLICY) ? metric.text(POLICY).orElse(policy) : policy;
    }
    return override == null ? named : override;
  }

  private void note(String meter, String shown, Position position) {
    Met earlier = met.put(meter, new Met(shown, position));
    if (earlier != null && !earlier.type().equals(shown)) {
      problems.warning(
          position,
          "the metric '%s' stands in %s as well, in line %d; only %s counts"
              .formatted(meter, earlier.type(), earlier.position().line(), shown));
    }
  }
}
