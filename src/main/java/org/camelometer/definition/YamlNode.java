package org.camelometer.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A value in a YAML file together with its place, so that whoever checks it can say where it
 * stands. For one thread.
 */
public final class YamlNode {
  private final Node node;
  private final YamlDocument document;

  YamlNode(Node node, YamlDocument document) {
    this.node = node;
    this.document = document;
  }

  /** Where the value begins. */
  public Position position() {
    return document.position(node);
  }

  /**
   * Where a sign of a scalar's text stands, if that can be told: where it is written in one line
   * and sign by sign; else where the value begins.
   *
   * @param offset how many signs of {@link #text} stand before it
   */
  public Position position(int offset) {
    Position start = position();
    if (!(node instanceof ScalarNode scalar) || offset < 0) {
      return start;
    }
    Mark from = node.getStartMark();
    Mark to = node.getEndMark();
    int quotes = scalar.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN ? 0 : 1;
    boolean isAsWritten =
        from.getLine() == to.getLine()
            && to.getColumn() - from.getColumn() == scalar.getValue().length() + 2 * quotes;
    return isAsWritten
        ? new Position(start.file(), start.line(), start.column() + quotes + offset)
        : start;
  }

  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Whether it is a text, and not a number, a truth or a date. */
  public boolean isText() {
    return node instanceof ScalarNode && value() instanceof String;
  }

  /** Whether it is {@code null}, {@code ~} or nothing at all. */
  public boolean isNull() {
    return node instanceof ScalarNode && value() == null;
  }

  /** The plain value: map, list, string, number, boolean, date or null. */
  public @Nullable Object value() {
    return document.construct(node);
  }

  /** A scalar as the user wrote it, without quotes; for the rest a word that says what it is. */
  public String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    return isMapping() ? "(a mapping)" : "(a list)";
  }

  /** The elements of a list; empty for anything else. */
  public List<YamlNode> elements() {
    List<YamlNode> elements = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node element : sequence.getValue()) {
        elements.add(new YamlNode(element, document));
      }
    }
    return elements;
  }

  /**
   * The entries of a mapping in the order of the file; empty for anything else. A key that stands
   * twice is a problem, and its first value counts.
   */
  public Map<String, Entry> entries(Problems problems) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : document.merged(mapping)) {
        YamlNode key = new YamlNode(tuple.getKeyNode(), document);
        Entry entry = new Entry(key.position(), new YamlNode(tuple.getValueNode(), document));
        Entry earlier = entries.putIfAbsent(key.text(), entry);
        if (earlier != null) {
          problems.error(
              key.position(),
              "'%s' stands twice; it was set before in line %d"
                  .formatted(key.text(), earlier.key().line()));
        }
      }
    }
    return entries;
  }

  /**
   * One entry of a mapping.
   *
   * @param key where the key stands
   * @param value what it is set to
   */
  public record Entry(Position key, YamlNode value) {}
}
