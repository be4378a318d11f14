package org.camelometer.publish.gnocchi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.MappingReader;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.YamlDocument;
import org.camelometer.definition.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * Loads {@code gnocchi_resources.yaml}. Notes every problem of the file and gives what of it could
 * be read. For one thread.
 */
final class DefinitionsLoader {
  private static final String SHIPPED = "/gnocchi_resources.yaml";
  private static final String DEFAULT_POLICY = "ceilometer-low";
  private static final Set<String> TOP =
      Set.of("archive_policy_default", "archive_policies", "resources");

  private final boolean lenient;
  private final @Nullable String override;
  private final Problems problems;

  /**
   * A loader.
   *
   * @param lenient whether unknown keys are warnings instead of errors
   * @param override the archive policy of every metric, whatever its file says
   * @param problems takes what is wrong with the file
   */
  DefinitionsLoader(boolean lenient, Optional<String> override, Problems problems) {
    this.lenient = lenient;
    this.override = override.orElse(null);
    this.problems = problems;
  }

  /** Reads a file. */
  Definitions load(Path file) {
    return read(file.toString(), YamlDocument.read(file, problems));
  }

  /** Reads what is shipped. */
  Definitions loadShipped() {
    try (InputStream shipped = DefinitionsLoader.class.getResourceAsStream(SHIPPED)) {
      if (shipped == null) {
        throw new IllegalStateException("the jar has no " + SHIPPED);
      }
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      return parse("shipped" + SHIPPED, text);
    } catch (IOException e) {
      throw new IllegalStateException("the jar can't be read", e);
    }
  }

  /** Reads a text that stands for a file. */
  Definitions parse(String file, String text) {
    return read(file, YamlDocument.parse(file, text, problems));
  }

  private Definitions read(String file, Optional<YamlNode> root) {
    if (root.isEmpty()) {
      if (!problems.hasErrors()) {
        problems.error(Position.of(file), "the file is empty; it needs 'resources'");
      }
      return new Definitions(file, List.of(), List.of());
    }
    MappingReader top = new MappingReader("the file", root.get(), problems);
    if (!root.get().isMapping()) {
      return new Definitions(file, List.of(), List.of());
    }
    top.knows(TOP, Set.of(), lenient);
    return new Definitions(file, policies(top), types(top));
  }

  private List<ArchivePolicy> policies(MappingReader top) {
    ArchivePolicyReader reader = new ArchivePolicyReader(lenient, problems);
    List<ArchivePolicy> policies = new ArrayList<>();
    top.list("archive_policies").forEach(node -> reader.read(node).ifPresent(policies::add));
    top.distinct(reader.names(), "a second archive policy '%s' stands in %s");
    return policies;
  }

  private List<ResourceType> types(MappingReader top) {
    String policy =
        top.has("archive_policy_default")
            ? top.text("archive_policy_default").orElse(DEFAULT_POLICY)
            : DEFAULT_POLICY;
    ResourceTypeReader reader = new ResourceTypeReader(policy, override, lenient, problems);
    List<ResourceType> types = new ArrayList<>();
    top.list("resources").forEach(node -> reader.read(node).ifPresent(types::add));
    return types;
  }
}
