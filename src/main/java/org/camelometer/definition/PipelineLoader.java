package org.camelometer.definition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Loads Ceilometer's pipeline.yaml and polling.yaml. Finds every problem of a file before it gives
 * up. For any thread.
 */
public final class PipelineLoader {
  private static final Set<String> TOP = Set.of("sources", "sinks");

  private final boolean lenient;

  /** A loader to which unknown keys are errors, or, if lenient, warnings. */
  public PipelineLoader(boolean lenient) {
    this.lenient = lenient;
  }

  /**
   * Reads sources and sinks.
   *
   * @throws DefinitionException with every problem of the file
   */
  public PipelineDefinition pipelines(Path file) {
    Problems problems = new Problems();
    return load(YamlDocument.read(file, problems), file.toString(), true, problems);
  }

  /** The same from a text that stands for a file. */
  public PipelineDefinition pipelines(String file, String text) {
    Problems problems = new Problems();
    return load(YamlDocument.parse(file, text, problems), file, true, problems);
  }

  /**
   * Reads a polling.yaml: sources alone.
   *
   * @throws DefinitionException with every problem of the file
   */
  public PipelineDefinition polling(Path file) {
    Problems problems = new Problems();
    return load(YamlDocument.read(file, problems), file.toString(), false, problems);
  }

  private PipelineDefinition load(
      Optional<YamlNode> root, String file, boolean withSinks, Problems problems) {
    if (root.isEmpty() && !problems.hasErrors()) {
      problems.error(Position.of(file), "the file is empty; it needs 'sources' and 'sinks'");
    }
    List<SourceDefinition> sources = new ArrayList<>();
    List<SinkDefinition> sinks = new ArrayList<>();
    root.ifPresent(node -> read(node, withSinks, sources, sinks, problems));
    problems.throwIfErrors();
    return new PipelineDefinition(sources, sinks, problems.list());
  }

  private void read(
      YamlNode root,
      boolean withSinks,
      List<SourceDefinition> sources,
      List<SinkDefinition> sinks,
      Problems problems) {
    MappingReader top = new MappingReader("the file", root, problems).knows(TOP, Set.of(), lenient);
    if (!root.isMapping()) {
      return;
    }
    SourceReader sourceReader = new SourceReader(withSinks, lenient, problems);
    SinkReader sinkReader = new SinkReader(lenient, problems);
    section(top, "sources", problems).forEach(n -> sourceReader.read(n).ifPresent(sources::add));
    if (withSinks) {
      section(top, "sinks", problems).forEach(n -> sinkReader.read(n).ifPresent(sinks::add));
      checkSinks(sources, sinkReader.names(), problems);
    }
    unique("source", sources.stream().map(s -> Map.entry(s.name(), s.position())), problems);
    unique("sink", sinks.stream().map(s -> Map.entry(s.name(), s.position())), problems);
  }

  private static List<YamlNode> section(MappingReader top, String key, Problems problems) {
    if (top.get(key).isEmpty()) {
      problems.error(top.position(), "the file has no '%s'".formatted(key));
    }
    return top.list(key);
  }

  private static void checkSinks(
      List<SourceDefinition> sources, Set<String> sinks, Problems problems) {
    for (SourceDefinition source : sources) {
      for (String sink : source.sinks()) {
        if (!sinks.contains(sink)) {
          problems.error(
              source.position(),
              "source '%s' names the sink '%s', which the file doesn't define%s"
                  .formatted(source.name(), sink, Nearest.hint(sink, sinks)));
        }
      }
    }
  }

  private static void unique(
      String kind, java.util.stream.Stream<Map.Entry<String, Position>> names, Problems problems) {
    Map<String, Position> seen = new HashMap<>();
    Set<String> told = new HashSet<>();
    names.forEach(
        name -> {
          Position first = seen.putIfAbsent(name.getKey(), name.getValue());
          if (first != null && told.add(name.getKey())) {
            problems.error(
                name.getValue(),
                "there is a second %s '%s'; the first stands in line %d"
                    .formatted(kind, name.getKey(), first.line()));
          }
        });
  }
}
