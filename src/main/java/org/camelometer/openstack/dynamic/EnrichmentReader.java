package org.camelometer.openstack.dynamic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelometer.definition.YamlNode;

/** Reads what enriches a pollster's samples. For one thread. */
final class EnrichmentReader {
  private static final String FIELDS = "extra_metadata_fields";
  private static final String CACHE = "extra_metadata_fields_cache_seconds";
  private static final String SKIP = "extra_metadata_fields_skip";
  private static final int MILLIS = 1000;

  private final DefinitionReader reader;
  private final PollsterKeys keys;
  private final Rules around;

  EnrichmentReader(DefinitionReader reader, PollsterKeys keys, Optional<Rules> around) {
    this.reader = reader;
    this.keys = keys;
    this.around = around.orElse(Rules.DEFAULT);
  }

  Enrichment read(DefinitionReader.Inherited pollster) {
    Rules rules = rules();
    List<Enrichment.Field> fields = new ArrayList<>();
    for (YamlNode node : listed(FIELDS)) {
      reader
          .field(node, pollster.with(rules))
          .ifPresent(field -> fields.add(new Enrichment.Field(field, cached(node, rules))));
    }
    return new Enrichment(List.copyOf(fields), rules.skipped());
  }

  private Rules rules() {
    double seconds = keys.seconds(CACHE, around.cached().toMillis() / (double) MILLIS, 0);
    return new Rules(
        Duration.ofMillis(Math.round(seconds * MILLIS)),
        keys.has(SKIP) ? skipped() : around.skipped());
  }

  private List<Map<?, ?>> skipped() {
    List<Map<?, ?>> skipped = new ArrayList<>();
    for (YamlNode node : listed(SKIP)) {
      if (node.value() instanceof Map<?, ?> map) {
        skipped.add(map);
      } else {
        keys.error(SKIP, "must list mappings, but has '%s'".formatted(node.text()));
      }
    }
    return List.copyOf(skipped);
  }

  /** One mapping by itself is as good as a list of one. */
  private List<YamlNode> listed(String key) {
    return keys.get(key)
        .map(node -> node.isList() ? node.elements() : List.of(node))
        .orElse(List.of());
  }

  /** A field's own time, or that of the pollster around it. */
  private static Duration cached(YamlNode field, Rules around) {
    return field.value() instanceof Map<?, ?> map && map.get(CACHE) instanceof Number seconds
        ? Duration.ofMillis(Math.round(seconds.doubleValue() * MILLIS))
        : around.cached();
  }

  /**
   * What fields have of the pollster around them.
   *
   * @param cached for how long their answers may be used again
   * @param skipped samples that are left as they are
   */
  record Rules(Duration cached, List<Map<?, ?>> skipped) {
    static final Rules DEFAULT = new Rules(Duration.ofHours(1), List.of());
  }
}
