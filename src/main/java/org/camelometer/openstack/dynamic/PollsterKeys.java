package org.camelometer.openstack.dynamic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.MappingReader;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.YamlNode;
import org.jspecify.annotations.Nullable;

/** The keys of one pollster, taken in the forms that pollsters have. For one thread. */
final class PollsterKeys {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "sample_type",
          "unit",
          "value_attribute",
          "endpoint_type",
          "url_path",
          "metadata_fields",
          "metadata_mapping",
          "preserve_mapped_metadata",
          "skip_sample_values",
          "value_mapping",
          "default_value",
          "response_entries_key",
          "next_sample_url_attribute",
          "user_id_attribute",
          "project_id_attribute",
          "resource_id_attribute",
          "headers",
          "timeout",
          "response_handlers",
          "extra_metadata_fields",
          "extra_metadata_fields_cache_seconds",
          "extra_metadata_fields_skip",
          "namespaces",
          "module",
          "authentication_object",
          "authentication_parameters",
          "barbican_secret_id",
          "host_command");

  private final String what;
  private final MappingReader mapping;
  private final Problems problems;

  PollsterKeys(String what, YamlNode node, Problems problems) {
    this.what = what;
    this.problems = problems;
    this.mapping = new MappingReader(what, node, problems);
  }

  /** Notes keys that nobody knows; {@code more} are those of this place alone. */
  void check(Set<String> more, boolean lenient) {
    Set<String> known = new java.util.HashSet<>(KNOWN);
    known.addAll(more);
    mapping.knows(known, Set.of("base_metadata"), lenient);
  }

  Position position() {
    return mapping.position();
  }

  boolean has(String key) {
    return mapping.get(key).isPresent();
  }

  Optional<YamlNode> get(String key) {
    return mapping.get(key);
  }

  /** Notes what is wrong with a key, as the rest of a sentence that begins with its name. */
  void error(String key, String fault) {
    problems.error(
        get(key).map(YamlNode::position).orElse(position()),
        "'%s' of %s %s".formatted(key, what, fault));
  }

  /** The same where the pollster can be loaded all the same. */
  void warning(String key, Position position, String fault) {
    problems.warning(position, "'%s' of %s %s".formatted(key, what, fault));
  }

  /** A text that must be there. */
  Optional<String> required(String key) {
    return mapping.text(key);
  }

  /** A text that may be there; a number counts as its text. */
  Optional<String> text(String key) {
    Optional<YamlNode> value = get(key);
    if (value.filter(node -> node.isMapping() || node.isList()).isPresent()) {
      error(key, "must be a text, but is " + value.get().text());
      return Optional.empty();
    }
    return value.map(YamlNode::text);
  }

  /** The part of an answer that a key names; empty also where its text is. */
  Optional<Attribute> attribute(String key) {
    return text(key)
        .filter(text -> !text.isEmpty())
        .map(text -> attribute(key, get(key).orElseThrow(), text));
  }

  private Attribute attribute(String key, YamlNode node, String text) {
    Attribute attribute = Attribute.parse(text);
    for (Attribute.Fault fault : attribute.faults()) {
      String operation = fault.operation().text();
      warning(
          key,
          node.position(fault.offset()),
          "has the operation '%s', which can't be done, so that nothing is read: %s%s"
              .formatted(operation, fault.operation().fault(), Rewriting.hint(operation)));
    }
    return attribute;
  }

  /** Parts of an answer; a single text counts as a list of one. */
  List<Attribute> attributes(String key) {
    List<Attribute> attributes = new ArrayList<>();
    for (YamlNode element : elements(key)) {
      if (element.isMapping() || element.isList() || element.isNull()) {
        error(key, "must list texts, but has " + element.text());
      } else {
        attributes.add(attribute(key, element, element.text()));
      }
    }
    return attributes;
  }

  /** The elements of a list; a single value counts as a list of one, with a warning. */
  List<YamlNode> elements(String key) {
    Optional<YamlNode> value = get(key);
    if (value.isEmpty() || value.get().isList()) {
      return value.map(YamlNode::elements).orElse(List.of());
    }
    warning(key, value.get().position(), "should be a list; it is read as a list of one");
    return List.of(value.get());
  }

  /** A URL or command. */
  Optional<Template> template(String key) {
    return required(key)
        .map(
            text -> {
              Template template = Template.parse(text);
              if (!template.fault().isEmpty()) {
                warning(
                    key,
                    get(key).orElseThrow().position(),
                    "can't be computed, so that nothing is read: %s%s"
                        .formatted(template.fault(), Rewriting.hint(text)));
              }
              return template;
            });
  }

  /** A mapping of texts. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map(key).entrySet()) {
      texts.put(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
    }
    return texts;
  }

  /** A mapping of whatever it has; empty where there is none. */
  Map<?, ?> map(String key) {
    Optional<YamlNode> value = get(key);
    if (value.isPresent() && !value.get().isMapping()) {
      error(key, "must be a mapping, but is '%s'".formatted(value.get().text()));
      return Map.of();
    }
    return value.map(YamlNode::value).map(map -> (Map<?, ?>) map).orElse(Map.of());
  }

  /** The value of a key as it is; null where it isn't set. */
  @Nullable Object value(String key) {
    return get(key).map(YamlNode::value).orElse(null);
  }

  /** Seconds of at least so many. */
  double seconds(String key, double otherwise, double least) {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() < Integer.MAX_VALUE) {
      return number.doubleValue();
    }
    error(key, "must be a number of seconds, of at least %s, but is '%s'".formatted(least, value));
    return otherwise;
  }
}
