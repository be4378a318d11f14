package org.camelometer.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Finds routes and steps, of whatever file, that have one id. */
final class RouteIds {
  private final Set<String> generated;
  private final Problems problems;
  private final Map<String, Position> routes = new HashMap<>();
  private final Map<String, Position> steps = new HashMap<>();

  /**
   * Begins with no route of the user's.
   *
   * @param generated the ids of the routes that the agent makes
   */
  RouteIds(Set<String> generated, Problems problems) {
    this.generated = generated;
    this.problems = problems;
  }

  /** Notes ids of a file that were there before. */
  void check(RouteTree tree) {
    for (Node item : tree.items()) {
      tree.get(item, "route")
          .flatMap(route -> tree.get(route, "id"))
          .ifPresent(id -> route(tree, id));
      tree.get(item, "templatedRoute")
          .flatMap(route -> tree.get(route, "routeId"))
          .ifPresent(id -> route(tree, id));
      if (tree.get(item, "routeTemplate").isEmpty()) {
        tree.allSteps(item).forEach(step -> step(tree, step));
      }
    }
  }

  private void route(RouteTree tree, Node id) {
    String name = RouteTree.text(id);
    if (generated.contains(name)) {
      problems.error(
          tree.position(id),
          "Camelometer itself makes a route '%s'; give this one another id".formatted(name));
    }
    distinct(routes, name, tree.position(id), "the route id");
  }

  private void step(RouteTree tree, Node step) {
    List<NodeTuple> entries = tree.entries(step);
    if (entries.size() == 1) {
      Optional<Node> id = tree.get(entries.get(0).getValueNode(), "id");
      id.ifPresent(i -> distinct(steps, RouteTree.text(i), tree.position(i), "the step id"));
    }
  }

  private void distinct(Map<String, Position> seen, String id, Position place, String what) {
    Position earlier = seen.putIfAbsent(id, place);
    if (earlier != null) {
      problems.error(
          place,
          "%s '%s' is taken: %s has it already; ids differ over all files"
              .formatted(what, id, earlier));
    }
  }
}
