package org.camelometer.openstack.dynamic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.YamlDocument;
import org.camelometer.definition.YamlNode;

/**
 * Loads the files of {@code pollsters.d}: every {@code *.yaml} and {@code *.yml}, in the order of
 * their names, each a list of pollsters. Notes every problem and gives what could be read. Of
 * pollsters with one name, the first counts. For one thread.
 */
final class DefinitionLoader {
  private final boolean lenient;
  private final Problems problems;
  private final Map<String, Definition> definitions = new LinkedHashMap<>();

  /**
   * A loader.
   *
   * @param lenient whether unknown keys are warnings instead of errors
   * @param problems takes what is wrong with the files
   */
  DefinitionLoader(boolean lenient, Problems problems) {
    this.lenient = lenient;
    this.problems = problems;
  }

  /** Reads the files of a folder; one that isn't there has none. */
  DefinitionLoader folder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return this;
    }
    for (Path file : files(folder)) {
      YamlDocument.read(file, problems).ifPresent(this::read);
    }
    return this;
  }

  /** Reads a text that stands for a file. */
  DefinitionLoader text(String file, String text) {
    YamlDocument.parse(file, text, problems).ifPresent(this::read);
    return this;
  }

  /** All pollsters that could be read. */
  List<Definition> definitions() {
    return List.copyOf(definitions.values());
  }

  private List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException e) {
      problems.error(Position.of(folder.toString()), "the folder can't be read: " + e.getMessage());
      return new ArrayList<>();
    }
  }

  private void read(YamlNode root) {
    if (root.isNull()) {
      return;
    }
    if (!root.isList()) {
      problems.error(root.position(), "the file must be a list; write - before each pollster");
      return;
    }
    DefinitionReader reader = new DefinitionReader(lenient, problems);
    for (YamlNode node : root.elements()) {
      Optional<Definition> read = reader.read(node);
      read.ifPresent(this::add);
    }
  }

  private void add(Definition definition) {
    Definition first = definitions.putIfAbsent(definition.name(), definition);
    if (first != null) {
      problems.warning(
          definition.position(),
          "%s was defined before, at %s; this one is passed over"
              .formatted(definition.shown(), first.position()));
    }
  }
}
