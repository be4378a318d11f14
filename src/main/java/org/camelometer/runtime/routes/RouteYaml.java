package org.camelometer.runtime.routes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML with the parser that Camel uses: it takes YAML 1.2, unlike that of pipeline.yaml. */
final class RouteYaml {
  private RouteYaml() {}

  /** Reads a file; empty if it has no content, or is no YAML: then a problem was noted. */
  static Optional<RouteTree> read(Path file, Problems problems) {
    Position whole = Position.of(file.toString());
    try {
      Optional<Node> node = compose(file);
      if (node.isEmpty()) {
        problems.error(whole, "the file is empty; write a list of routes into it, or remove it");
      }
      return node.map(root -> new RouteTree(file, root));
    } catch (MarkedYamlEngineException e) {
      problems.error(
          e.getProblemMark().map(mark -> RouteTree.position(file, mark)).orElse(whole),
          "this is not YAML: %s %s"
              .formatted(e.getProblem(), String.valueOf(e.getContext()).replace("null", ""))
              .strip());
    } catch (YamlEngineException e) {
      problems.error(whole, "this is not YAML: " + e.getMessage());
    } catch (CharacterCodingException e) {
      problems.error(whole, "the file is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      problems.error(whole, "the file can't be read: " + e);
    }
    return Optional.empty();
  }

  private static Optional<Node> compose(Path file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    StreamReader reader = new StreamReader(settings, Files.readString(file));
    return new Composer(settings, new ParserImpl(settings, reader)).getSingleNode();
  }
}
