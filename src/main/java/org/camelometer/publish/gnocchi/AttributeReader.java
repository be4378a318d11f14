package org.camelometer.publish.gnocchi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camelometer.definition.FieldPath;
import org.camelometer.definition.MappingReader;
import org.camelometer.definition.Problems;
import org.camelometer.definition.YamlNode;

/**
 * Reads {@code attributes}: each is a path, a list of them, a whole number, or a mapping with one
 * of these as {@code fields}. For one thread.
 */
final class AttributeReader {
  private static final Set<String> KNOWN = Set.of("fields");

  private final String type;
  private final boolean lenient;
  private final Problems problems;

  /**
   * A reader.
   *
   * @param type how sentences call the resource type
   */
  AttributeReader(String type, boolean lenient, Problems problems) {
    this.type = type;
    this.lenient = lenient;
    this.problems = problems;
  }

  Map<String, Attribute> read(MappingReader resource) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    resource
        .get("attributes")
        .ifPresent(
            node -> {
              new MappingReader("'attributes' of " + type, node, problems);
              node.entries(problems)
                  .forEach(
                      (key, entry) -> attributes.put(key, attribute(shown(key), entry.value())));
            });
    return attributes;
  }

  private String shown(String key) {
    return "attribute '%s' of %s".formatted(key, type);
  }

  private Attribute attribute(String shown, YamlNode node) {
    if (node.isMapping()) {
      MappingReader mapping = new MappingReader(shown, node, problems);
      mapping.knows(KNOWN, Set.of(), lenient);
      Optional<YamlNode> fields = mapping.get("fields").filter(value -> !value.isMapping());
      if (fields.isEmpty()) {
        problems.error(node.position(), shown + " has no 'fields'; write the path to its value");
      }
      return fields
          .map(value -> attribute(shown, value))
          .orElse(new Attribute(List.of(), Optional.empty()));
    }
    if (node.value() instanceof Integer number) {
      return new Attribute(List.of(), Optional.of(number));
    }
    List<YamlNode> paths = node.isList() ? node.elements() : List.of(node);
    if (paths.isEmpty()) {
      problems.error(node.position(), shown + " is an empty list; write the path to its value");
    }
    return new Attribute(
        paths.stream().flatMap(path -> path(shown, path)).toList(), Optional.empty());
  }

  private Stream<FieldPath> path(String shown, YamlNode node) {
    if (!node.isText()) {
      problems.error(
          node.position(),
          "%s must be a path such as resource_metadata.name, but is '%s'"
              .formatted(shown, node.text()));
      return Stream.empty();
    }
    try {
      return Stream.of(FieldPath.parse(node.text()));
    } catch (IllegalArgumentException e) {
      problems.error(node.position(), shown + ": " + e.getMessage());
      return Stream.empty();
    }
  }
}
