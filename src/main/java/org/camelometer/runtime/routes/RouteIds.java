package org.camelometer.runtime.routes;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.snakeyaml.engine.v2.nodes.Node;

/** Finds routes and steps, of whatever file, that have one id. */
final class RouteIds {
  private final Set<String> generated;
  private final Problems problems;
  private final Map<String, Position> seen = new HashMap<>();

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
          .or(() -> tree.get(item, "templatedRoute").flatMap(route -> tree.get(route, "routeId")))
          .ifPresent(id -> distinct(seen, "route", tree, id));
      if (tree.get(item, "routeTemplate").isEmpty()) {
        Map<String, Position> taken = hasPrefix(tree, item) ? new HashMap<>() : seen;
        tree.allSteps(item).stream()
            .flatMap(step -> tree.entries(step).stream())
            .flatMap(entry -> tree.get(entry.getValueNode(), "id").stream())
            .forEach(id -> distinct(taken, "step", tree, id));
      }
    }
  }

  /** Whether the ids of its steps are its own. */
  private static boolean hasPrefix(RouteTree tree, Node item) {
    return tree.get(item, "route").flatMap(route -> tree.get(route, "nodePrefixId")).isPresent();
  }

  private void distinct(Map<String, Position> taken, String what, RouteTree tree, Node node) {
    String id = RouteTree.text(node);
    if (generated.contains(id)) {
      problems.error(
          tree.position(node),
          "Camelometer itself makes a route '%s'; give this %s another id".formatted(id, what));
    }
    Position earlier = taken.putIfAbsent(id, tree.position(node));
    if (earlier != null) {
      problems.error(
          tree.position(node),
          "the %s id '%s' is taken: %s has it already; ids differ over all files"
              .formatted(what, id, earlier));
    }
  }
}
