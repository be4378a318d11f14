package org.camelometer.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one mapping of a file apart, key by key, and notes what is wrong with each. For one thread.
 */
public final class MappingReader {
  private final String what;
  private final YamlNode node;
  private final Map<String, YamlNode.Entry> entries;
  private final Problems problems;

  /**
   * Begins with a mapping.
   *
   * @param what how sentences call it, such as {@code source 'cpu_source'}
   */
  public MappingReader(String what, YamlNode node, Problems problems) {
    this.what = what;
    this.node = node;
    this.problems = problems;
    this.entries = node.entries(problems);
    if (!node.isMapping()) {
      problems.error(
          node.position(), "%s must be a mapping, but is '%s'".formatted(what, node.text()));
    }
  }

  /** How sentences call a thing of this kind: by its name, if it has one. */
  public static String shown(String kind, YamlNode node) {
    return new MappingReader("the " + kind, node, new Problems())
        .get("name")
        .map(name -> "%s '%s'".formatted(kind, name.text()))
        .orElse("the " + kind);
  }

  /** Where the mapping begins. */
  public Position position() {
    return node.position();
  }

  /** Where a key stands; where the mapping begins if it isn't there. */
  public Position position(String key) {
    YamlNode.Entry entry = entries.get(key);
    return entry == null ? position() : entry.key();
  }

  /** Notes every key that nobody knows; {@code ignored} are those that do nothing here. */
  public MappingReader knows(Set<String> known, Set<String> ignored, boolean lenient) {
    entries.forEach(
        (key, entry) -> {
          if (ignored.contains(key)) {
            problems.warning(entry.key(), "'%s' of %s does nothing here".formatted(key, what));
          } else if (!known.contains(key)) {
            String sentence =
                "unknown key '%s' in %s%s".formatted(key, what, Nearest.hint(key, known));
            if (lenient) {
              problems.warning(entry.key(), sentence);
            } else {
              problems.error(entry.key(), sentence);
            }
          }
        });
    return this;
  }

  /** Whether a key is there, be it set to null. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** A key that is set, to whatever but null. */
  public Optional<YamlNode> get(String key) {
    return Optional.ofNullable(entries.get(key))
        .map(YamlNode.Entry::value)
        .filter(value -> !value.isNull());
  }

  /** A text that must be there. */
  public Optional<String> text(String key) {
    Optional<YamlNode> value = get(key);
    if (value.isEmpty()) {
      problems.error(position(), "%s has no '%s'".formatted(what, key));
      return Optional.empty();
    }
    Optional<String> text = value.flatMap(node -> scalar(key, node));
    if (text.filter(String::isBlank).isPresent()) {
      problems.error(value.get().position(), "'%s' of %s is empty".formatted(key, what));
      return Optional.empty();
    }
    return text;
  }

  /** A list of texts; empty if it isn't set. */
  public List<Located> texts(String key) {
    List<Located> texts = new ArrayList<>();
    list(key).forEach(element -> text(key, element).ifPresent(texts::add));
    return texts;
  }

  /** The text of one element of a list. */
  public Optional<Located> text(String key, YamlNode element) {
    return scalar(key, element).map(text -> new Located(text, element.position()));
  }

  /** The same without the places. */
  public List<String> strings(String key) {
    return texts(key).stream().map(Located::text).toList();
  }

  /** The elements of a list; empty if it isn't set. */
  public List<YamlNode> list(String key) {
    Optional<YamlNode> value = get(key);
    value
        .filter(node -> !node.isList())
        .ifPresent(
            node ->
                problems.error(
                    node.position(),
                    "'%s' of %s must be a list, but is '%s'; write - before each entry"
                        .formatted(key, what, node.text())));
    return value.map(YamlNode::elements).orElse(List.of());
  }

  private Optional<String> scalar(String key, YamlNode value) {
    if (value.isMapping() || value.isList() || value.isNull()) {
      problems.error(
          value.position(),
          "'%s' of %s must be a text, but is %s".formatted(key, what, value.text()));
      return Optional.empty();
    }
    return Optional.of(value.text());
  }

  /** Notes texts that stand twice. */
  public void distinct(List<Located> texts, String sentence) {
    Set<String> seen = new LinkedHashSet<>();
    for (Located text : texts) {
      if (!seen.add(text.text())) {
        problems.error(text.position(), sentence.formatted(text.text(), what));
      }
    }
  }
}
