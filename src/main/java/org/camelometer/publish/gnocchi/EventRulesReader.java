package org.camelometer.publish.gnocchi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camelometer.definition.Glob;
import org.camelometer.definition.MappingReader;
import org.camelometer.definition.Problems;
import org.camelometer.definition.YamlNode;

/** Reads what a resource type says of events. For one thread. */
final class EventRulesReader {
  private static final String ATTRIBUTES = "event_attributes";

  private final String type;
  private final Problems problems;

  /**
   * A reader.
   *
   * @param type how sentences call the resource type
   */
  EventRulesReader(String type, Problems problems) {
    this.type = type;
    this.problems = problems;
  }

  /** The rules; empty if the type names no event. */
  Optional<EventRules> read(MappingReader resource) {
    List<Glob> create = globs(resource, "event_create");
    List<Glob> delete = globs(resource, "event_delete");
    List<Glob> update = globs(resource, "event_update");
    Map<String, String> attributes = texts(resource, ATTRIBUTES);
    Map<String, String> associated = texts(resource, "event_associated_resources");
    if (create.isEmpty() && delete.isEmpty() && update.isEmpty()) {
      return Optional.empty();
    }
    if (!attributes.containsKey("id")) {
      problems.error(
          resource.position(),
          "%s names events, but no 'id' in '%s'; write the trait that holds the resource's id"
              .formatted(type, ATTRIBUTES));
    }
    return Optional.of(new EventRules(create, delete, update, attributes, associated));
  }

  /** One event type or several. */
  private List<Glob> globs(MappingReader resource, String key) {
    Optional<YamlNode> value = resource.get(key);
    Stream<String> texts =
        value.filter(node -> !node.isList()).isPresent()
            ? resource.text(key).stream()
            : resource.strings(key).stream();
    return texts.map(Glob::new).toList();
  }

  private Map<String, String> texts(MappingReader resource, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    resource
        .get(key)
        .ifPresent(
            node -> {
              MappingReader mapping =
                  new MappingReader("'%s' of %s".formatted(key, type), node, problems);
              node.entries(problems)
                  .keySet()
                  .forEach(name -> mapping.text(name).ifPresent(text -> texts.put(name, text)));
            });
    return texts;
  }
}
