package org.camelometer.runtime.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Sentences about what Camel can't read, with the words that Camel's schema knows there. */
final class RouteWords {
  private static final Pattern FIELD = Pattern.compile("Unsupported field: (.+)");
  private static final Pattern STEP = Pattern.compile("Unknown node id: (.+)");
  private static final Pattern KIND =
      Pattern.compile("Node type (\\S+) is invalid, expected (\\S+)");
  private static final Pattern UNFIT = Pattern.compile("Unsupported type: (\\S+)");
  private static final int AT_A_GLANCE = 25;
  private static final String STEPS = "org.apache.camel.model.ProcessorDefinition";

  private RouteWords() {}

  private static String field(MarkedYamlEngineException refused) {
    Matcher field = FIELD.matcher(refused.getProblem());
    return field.matches() ? field.group(1) : "";
  }

  /** What Camel couldn't read, among the causes. */
  static Optional<MarkedYamlEngineException> in(Throwable thrown) {
    return CamelFaults.causes(thrown).stream()
        .filter(MarkedYamlEngineException.class::isInstance)
        .map(MarkedYamlEngineException.class::cast)
        .findFirst();
  }

  /** The innermost step, else the element of the file's list, else the file that it is about. */
  static Node scope(MarkedYamlEngineException refused, RouteTree tree) {
    List<Node> nested = new ArrayList<>(tree.items());
    nested.addAll(tree.allSteps(tree.root()));
    return refused
        .getProblemMark()
        .flatMap(mark -> RouteTree.innermost(nested, mark))
        .orElse(tree.root());
  }

  /** The entry that isn't known. */
  static Optional<NodeTuple> entry(MarkedYamlEngineException refused, RouteTree tree) {
    return refused
        .getProblemMark()
        .flatMap(mark -> tree.entryAt(scope(refused, tree), field(refused), mark));
  }

  /** What is wrong, in our words and at its place. */
  static Problem problem(MarkedYamlEngineException refused, RouteTree tree) {
    Position place =
        entry(refused, tree)
            .map(found -> tree.position(found.getKeyNode()))
            .or(() -> refused.getProblemMark().map(mark -> RouteTree.position(tree.file(), mark)))
            .orElse(tree.position(tree.root()));
    return Problem.error(place, sentence(refused, tree, scope(refused, tree)));
  }

  private static String sentence(MarkedYamlEngineException refused, RouteTree tree, Node scope) {
    Matcher step = STEP.matcher(refused.getProblem());
    if (step.matches()) {
      boolean isItem = tree.items().contains(scope);
      return "there is no %s '%s'%s"
          .formatted(
              isItem ? "entry" : "step",
              step.group(1),
              hint(step.group(1), isItem ? entries() : steps()));
    }
    String field = field(refused);
    if (!field.isEmpty()) {
      String owner =
          tree.entries(scope).stream()
              .map(NodeTuple::getKeyNode)
              .map(RouteTree::text)
              .findFirst()
              .orElse("this");
      Set<String> known = properties(owner);
      return "'%s' has no property '%s'%s".formatted(owner, field, hint(field, known));
    }
    Matcher unfit = UNFIT.matcher(refused.getProblem());
    if (unfit.matches()) {
      return "this can't be %s here".formatted(kind(unfit.group(1)));
    }
    if (refused.getProblem().equals("Unable to find constructor for node")) {
      return "this is no step; write the name of one, a colon, and what it needs";
    }
    Matcher kind = KIND.matcher(refused.getProblem());
    return kind.matches()
        ? "this must be %s, but is %s".formatted(kind(kind.group(2)), kind(kind.group(1)))
        : "this can't be read: " + refused.getProblem();
  }

  /** What was probably meant, or what there is, if that can be read at a glance. */
  static String hint(String word, Set<String> known) {
    return known.isEmpty() || (known.size() > AT_A_GLANCE && Nearest.to(word, known).isEmpty())
        ? ""
        : Nearest.hint(word, known);
  }

  private static String kind(String camel) {
    return switch (camel) {
      case "map", "MAPPING" -> "a mapping (key: value)";
      case "array", "SEQUENCE" -> "a list";
      default -> "a text";
    };
  }

  private static Set<String> entries() {
    return keys(schema().path("items").path("properties"));
  }

  private static Set<String> steps() {
    return keys(schema().path("items").path("definitions").path(STEPS).path("properties"));
  }

  /** What may stand below a step or an entry. */
  private static Set<String> properties(String owner) {
    JsonNode items = schema().path("items");
    JsonNode step = items.path("definitions").path(STEPS).path("properties").path(owner);
    JsonNode reference = step.isMissingNode() ? items.path("properties").path(owner) : step;
    String name = reference.path("$ref").asText().replaceFirst(".*/", "");
    JsonNode definition = items.path("definitions").path(name);
    Set<String> known = keys(definition.path("properties"));
    definition.path("oneOf").forEach(one -> known.addAll(keys(one.path("properties"))));
    return known;
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Camel's own schema of the YAML DSL; read only when something is wrong. */
  private static JsonNode schema() {
    try (InputStream schema = RouteWords.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      ObjectMapper mapper = new ObjectMapper();
      return schema == null ? mapper.createObjectNode() : mapper.readTree(schema);
    } catch (IOException e) {
      return new ObjectMapper().createObjectNode();
    }
  }
}
