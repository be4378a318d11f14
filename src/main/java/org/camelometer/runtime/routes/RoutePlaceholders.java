package org.camelometer.runtime.routes;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Takes out of templates and kamelets what depends on parameters: it is known only once something
 * uses them. The rest can be made as it stands.
 */
final class RoutePlaceholders {
  private RoutePlaceholders() {}

  static void takeOut(RouteTree tree) {
    if (tree.isKamelet()) {
      takeOut(tree, tree.root());
    }
    for (Node item : tree.items()) {
      if (tree.get(item, "routeTemplate").isPresent()) {
        takeOut(tree, item);
      }
    }
  }

  private static void takeOut(RouteTree tree, Node template) {
    tree.from(template)
        .filter(from -> depends(tree, from))
        .ifPresent(from -> tree.startElsewhere(from, "direct:checked"));
    for (Node step : tree.allSteps(template)) {
      tree.ownEntries(step).stream()
          .filter(entry -> key(entry).equals("id") && isOpen(entry.getValueNode()))
          .forEach(tree::drop);
      if (depends(tree, step)) {
        tree.takeOut(step);
      }
    }
    for (NodeTuple entry : tree.ownEntries(template)) {
      if (isOpen(entry.getValueNode())) {
        tree.drop(entry);
      }
    }
  }

  private static boolean depends(RouteTree tree, Node scope) {
    return isOpen(scope)
        || tree.ownEntries(scope).stream()
            .map(NodeTuple::getValueNode)
            .flatMap(value -> RouteTree.scalars(value).stream())
            .anyMatch(RoutePlaceholders::isOpen);
  }

  private static String key(NodeTuple entry) {
    return RouteTree.text(entry.getKeyNode());
  }

  private static boolean isOpen(Node value) {
    String text = RouteTree.text(value);
    return text.contains("{{") || text.equals("kamelet:source") || text.equals("kamelet:sink");
  }
}
