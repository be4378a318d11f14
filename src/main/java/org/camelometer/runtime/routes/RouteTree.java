package org.camelometer.runtime.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.Position;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The YAML of a routes file or a kamelet, read as Camel reads it. Parts of it can be taken out, so
 * that what is wrong in one place doesn't hide what is wrong in the next. For one thread.
 */
final class RouteTree {
  /** How deep a copy goes: deeper than people write, and an end where a file contains itself. */
  private static final int DEEPEST = 200;

  private final Path file;
  private final Node root;
  // Nodes equal themselves alone.
  private final Map<Node, Node> replaced = new HashMap<>();
  private final Set<Node> hidden = new HashSet<>();
  private final Set<NodeTuple> dropped = new HashSet<>();

  /** Begins with everything in. */
  RouteTree(Path file, Node root) {
    this.file = file;
    this.root = root;
  }

  Path file() {
    return file;
  }

  Node root() {
    return root;
  }

  boolean isKamelet() {
    return file.toString().endsWith(".kamelet.yaml");
  }

  /** The elements of the file's list. */
  List<Node> items() {
    return root instanceof SequenceNode list
        ? list.getValue().stream().filter(item -> !hidden.contains(item)).toList()
        : List.of();
  }

  Position position(Node node) {
    return node.getStartMark()
        .map(mark -> position(file, mark))
        .orElse(Position.of(file.toString()));
  }

  /** The place of a word among the keys and in the values of a scope, steps within it aside. */
  Optional<Position> find(Node scope, String word) {
    for (NodeTuple entry : ownEntries(scope)) {
      if (text(entry.getKeyNode()).equals(word)) {
        return Optional.of(position(entry.getKeyNode()));
      }
      for (Node value : scalars(entry.getValueNode())) {
        int offset = text(value).indexOf(word);
        if (offset >= 0) {
          return Optional.of(position(value, offset));
        }
      }
    }
    return Optional.empty();
  }

  /** The node itself if it is a scalar, or those that it lists. */
  static List<Node> scalars(Node value) {
    if (value instanceof SequenceNode list) {
      return list.getValue().stream().filter(ScalarNode.class::isInstance).toList();
    }
    return value instanceof ScalarNode ? List.of(value) : List.of();
  }

  /** The entry of a key whose value, or whose mapping, begins at a place. */
  Optional<NodeTuple> entryAt(Node scope, String key, Mark place) {
    return ownEntries(scope).stream()
        .filter(entry -> text(entry.getKeyNode()).equals(key))
        .filter(entry -> holds(scope, place))
        .min(Comparator.comparingInt(entry -> distance(entry, place)));
  }

  private static int distance(NodeTuple entry, Mark place) {
    int key = entry.getKeyNode().getStartMark().map(Mark::getIndex).orElse(0);
    return Math.abs(place.getIndex() - key);
  }

  /** Where a route, a template or a kamelet begins. */
  Optional<Node> from(Node scope) {
    return ownEntries(scope).stream()
        .filter(entry -> text(entry.getKeyNode()).equals("from"))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }

  /** The place of a letter of a scalar; of the scalar where it goes over several lines. */
  private Position position(Node node, int offset) {
    Position start = position(node);
    boolean oneLine =
        node.getStartMark().map(Mark::getLine).equals(node.getEndMark().map(Mark::getLine));
    if (!oneLine || !(node instanceof ScalarNode scalar)) {
      return start;
    }
    int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
    return new Position(start.file(), start.line(), start.column() + quote + offset);
  }

  static Position position(Path file, Mark mark) {
    return new Position(file.toString(), mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The entries of a mapping that are still in; none for anything else. */
  List<NodeTuple> entries(Node node) {
    return replaced.getOrDefault(node, node) instanceof MappingNode mapping
        ? mapping.getValue().stream().filter(entry -> !dropped.contains(entry)).toList()
        : List.of();
  }

  /** The value of a key of a mapping. */
  Optional<Node> get(Node node, String key) {
    return entries(node).stream()
        .filter(entry -> text(entry.getKeyNode()).equals(key))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }

  /** A scalar's text; nothing for anything else. */
  static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** The steps right below: the elements of the nearest lists called {@code steps}. */
  List<Node> steps(Node scope) {
    List<Node> steps = new ArrayList<>();
    for (NodeTuple entry : entries(scope)) {
      Node value = entry.getValueNode();
      if (text(entry.getKeyNode()).equals("steps") && value instanceof SequenceNode list) {
        list.getValue().stream().filter(step -> !hidden.contains(step)).forEach(steps::add);
      } else {
        steps.addAll(steps(value));
      }
    }
    if (scope instanceof SequenceNode list) {
      list.getValue().forEach(element -> steps.addAll(steps(element)));
    }
    return steps;
  }

  /** All steps of a scope, those within steps included, in the order of the file. */
  List<Node> allSteps(Node scope) {
    List<Node> all = new ArrayList<>();
    for (Node step : steps(scope)) {
      all.add(step);
      all.addAll(allSteps(step));
    }
    return all;
  }

  /** All entries of a scope, but not those of steps within it. */
  List<NodeTuple> ownEntries(Node scope) {
    List<NodeTuple> own = new ArrayList<>();
    for (NodeTuple entry : entries(scope)) {
      own.add(entry);
      if (!text(entry.getKeyNode()).equals("steps")) {
        own.addAll(ownEntries(entry.getValueNode()));
      }
    }
    if (scope instanceof SequenceNode list) {
      list.getValue().forEach(element -> own.addAll(ownEntries(element)));
    }
    return own;
  }

  /** The innermost of some nodes that the place lies in. */
  static Optional<Node> innermost(List<Node> nodes, Mark place) {
    return nodes.stream().filter(node -> holds(node, place)).reduce((outer, inner) -> inner);
  }

  private static boolean holds(Node node, Mark place) {
    return node.getStartMark().filter(mark -> mark.getIndex() <= place.getIndex()).isPresent()
        && node.getEndMark().filter(mark -> mark.getIndex() > place.getIndex()).isPresent();
  }

  /** The entry of a route, where it begins and its steps aside, that holds a place. */
  Optional<NodeTuple> setting(Node item, Position place) {
    return entries(item).stream()
        .filter(entry -> !text(entry.getKeyNode()).equals("from"))
        .flatMap(entry -> entries(entry.getValueNode()).stream())
        .filter(entry -> !text(entry.getKeyNode()).equals("from"))
        .filter(entry -> !text(entry.getKeyNode()).equals("steps"))
        .filter(entry -> spans(entry, place))
        .findFirst();
  }

  private boolean spans(NodeTuple entry, Position place) {
    Position from = position(entry.getKeyNode());
    Position to = entry.getValueNode().getEndMark().map(mark -> position(file, mark)).orElse(from);
    return compare(from, place) <= 0 && compare(place, to) <= 0;
  }

  private static int compare(Position a, Position b) {
    return a.line() == b.line()
        ? Integer.compare(a.column(), b.column())
        : Integer.compare(a.line(), b.line());
  }

  /** Takes a step out and leaves the steps within it. */
  void takeOut(Node step) {
    List<Node> within = replaced.containsKey(step) ? List.of() : steps(step);
    Node rest =
        within.isEmpty() ? RouteNodes.mapping(step, Map.of()) : RouteNodes.stepsOf(step, within);
    replaced.put(
        step, RouteNodes.mapping(step, Map.of(within.isEmpty() ? "stop" : "pipeline", rest)));
  }

  /** Takes an element of the file's list out. */
  void hide(Node item) {
    hidden.add(item);
  }

  boolean isTakenOut(Node node) {
    return replaced.containsKey(node) || hidden.contains(node);
  }

  /** Takes an entry of a mapping out; false if nothing would be left of the mapping. */
  boolean drop(NodeTuple entry) {
    return dropped.add(entry);
  }

  /** Lets a route begin at an endpoint that can't be wrong, with the same steps. */
  void startElsewhere(Node from, String uri) {
    Map<String, Node> entries = new LinkedHashMap<>();
    entries.put("uri", RouteNodes.scalar(from, uri));
    get(from, "steps").ifPresent(steps -> entries.put("steps", steps));
    replaced.put(from, RouteNodes.mapping(from, entries));
  }

  /** A copy without what was taken out; steps that are left out stand still instead. */
  Node copy(Set<Node> leftOut) {
    return copy(root, leftOut, 0);
  }

  private Node copy(Node node, Set<Node> leftOut, int depth) {
    if (depth > DEEPEST) {
      return RouteNodes.scalar(node, "");
    }
    if (leftOut.contains(node)) {
      return RouteNodes.mapping(node, Map.of("stop", RouteNodes.mapping(node, Map.of())));
    }
    Node real = replaced.getOrDefault(node, node);
    if (real instanceof MappingNode mapping) {
      return copyMapping(mapping, leftOut, depth + 1);
    }
    return real instanceof SequenceNode list ? copyList(list, leftOut, depth + 1) : real;
  }

  private Node copyMapping(MappingNode mapping, Set<Node> leftOut, int depth) {
    List<NodeTuple> entries = new ArrayList<>();
    for (NodeTuple entry : entries(mapping)) {
      entries.add(new NodeTuple(entry.getKeyNode(), copy(entry.getValueNode(), leftOut, depth)));
    }
    return new MappingNode(
        mapping.getTag(),
        true,
        entries,
        mapping.getFlowStyle(),
        mapping.getStartMark(),
        mapping.getEndMark());
  }

  private Node copyList(SequenceNode list, Set<Node> leftOut, int depth) {
    boolean isFile = list.equals(root);
    List<Node> elements =
        list.getValue().stream()
            .filter(element -> !hidden.contains(element))
            .filter(element -> !isFile || !leftOut.contains(element))
            .map(element -> copy(element, leftOut, depth))
            .toList();
    return new SequenceNode(
        list.getTag(), true, elements, list.getFlowStyle(), list.getStartMark(), list.getEndMark());
  }
}
