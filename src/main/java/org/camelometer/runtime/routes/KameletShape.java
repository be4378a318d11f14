package org.camelometer.runtime.routes;

import java.util.Optional;
import org.camelometer.definition.Problems;
import org.snakeyaml.engine.v2.nodes.Node;

/** What a kamelet has besides its template. */
final class KameletShape {
  private KameletShape() {}

  /** Notes what is missing; false if Camel couldn't read the kamelet at all. */
  static boolean check(RouteTree tree, Problems problems) {
    Node root = tree.root();
    Optional<Node> spec = tree.get(root, "spec");
    if (spec.flatMap(s -> tree.get(s, "template")).isEmpty()) {
      problems.error(
          tree.position(root), "the kamelet has no spec.template, where its steps would stand");
      return false;
    }
    String file = String.valueOf(tree.file().getFileName()).replace(".kamelet.yaml", "");
    Optional<Node> name = tree.get(root, "metadata").flatMap(m -> tree.get(m, "name"));
    if (!name.map(RouteTree::text).orElse("").equals(file)) {
      problems.error(
          tree.position(name.orElse(root)),
          "metadata.name must be '%s', as the file is called".formatted(file));
    }
    Optional<Node> properties =
        spec.flatMap(s -> tree.get(s, "definition")).flatMap(d -> tree.get(d, "properties"));
    if (file.startsWith("publisher-")
        && properties.flatMap(p -> tree.get(p, "publisher")).isEmpty()) {
      problems.warning(
          tree.position(properties.or(() -> spec).orElse(root)),
          "the kamelet lacks the property 'publisher', by which it gets the name of its settings;"
              + " add it to spec.definition.properties");
    }
    return true;
  }
}
