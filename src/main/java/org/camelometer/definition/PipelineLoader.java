package org.camelometer.definition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loads Ceilometer's pipeline.yaml and polling.yaml. Notes every problem of a file and gives what
 * of it could be read, so that others can check that as well. For one thread.
 */
public final class PipelineLoader {
  private static final Set<String> TOP = Set.of("sources", "sinks");

  private final boolean lenient;
  private final Problems problems;

  /**
   * A loader.
   *
   * @param lenient whether unknown keys are warnings instead of errors
   * @param problems takes what is wrong with the files
   */
  public PipelineLoader(boolean lenient, Problems problems) {
    this.lenient = lenient;
    this.problems = problems;
  }

  /** Reads sources and sinks, in the present or in the oldest form. */
  public PipelineDefinition pipelines(Path file) {
    return load(file.toString(), Form.PIPELINE, noted -> YamlDocument.read(file, noted));
  }

  /** The same from a text that stands for a file. */
  public PipelineDefinition pipelines(String file, String text) {
    return load(file, Form.PIPELINE, noted -> YamlDocument.parse(file, text, noted));
  }

  /** Reads a polling.yaml: sources alone. */
  public PipelineDefinition polling(Path file) {
    return load(file.toString(), Form.POLLING, noted -> YamlDocument.read(file, noted));
  }

  /** Gives the one value of a file; empty if there is none, or if it notes why. */
  private interface Reading {
    Optional<YamlNode> read(Problems problems);
  }

  private PipelineDefinition load(String file, Form form, Reading reading) {
    Problems unread = new Problems();
    Optional<YamlNode> root = reading.read(unread);
    problems.addAll(unread.list());
    if (root.isEmpty() && !unread.hasErrors()) {
      problems.error(
          Position.of(file),
          "the file is empty; it needs 'sources'" + (form == Form.POLLING ? "" : " and 'sinks'"));
    }
    return root.map(node -> read(node, form)).orElse(PipelineDefinition.EMPTY);
  }

  private PipelineDefinition read(YamlNode root, Form form) {
    if (root.isList() && form == Form.PIPELINE && !root.elements().isEmpty()) {
      problems.warning(
          root.position(),
          "this is the oldest form, a list of pipelines; it is read as such, but 'sources' and"
              + " 'sinks' can say more");
      return read(root.elements(), root.elements(), Form.FLAT);
    }
    MappingReader top = new MappingReader("the file", root, problems).knows(TOP, Set.of(), lenient);
    if (!root.isMapping()) {
      return PipelineDefinition.EMPTY;
    }
    List<YamlNode> sources = section(top, "sources");
    List<YamlNode> sinks = form == Form.POLLING ? List.of() : section(top, "sinks");
    return read(sources, sinks, form);
  }

  private List<YamlNode> section(MappingReader top, String key) {
    if (top.get(key).isEmpty()) {
      problems.error(top.position(), "the file has no '%s'".formatted(key));
    }
    return top.list(key);
  }

  private PipelineDefinition read(List<YamlNode> sourceNodes, List<YamlNode> sinkNodes, Form form) {
    SourceReader sourceReader = new SourceReader(form, lenient, problems);
    SinkReader sinkReader = new SinkReader(form, lenient, problems);
    List<SourceDefinition> sources = new ArrayList<>();
    List<SinkDefinition> sinks = new ArrayList<>();
    sourceNodes.forEach(node -> sourceReader.read(node).ifPresent(sources::add));
    sinkNodes.forEach(node -> sinkReader.read(node).ifPresent(sinks::add));
    if (form == Form.PIPELINE) {
      checkSinks(sources, sinkReader.names());
      unique("pipeline", pipelines(sources));
    }
    unique(form.source(), sources.stream().map(s -> Map.entry(s.name(), s.position())));
    unique(form.sink(), sinks.stream().map(s -> Map.entry(s.name(), s.position())));
    return new PipelineDefinition(sources, sinks);
  }

  private void checkSinks(List<SourceDefinition> sources, Set<String> sinks) {
    for (SourceDefinition source : sources) {
      for (String sink : source.sinks()) {
        if (!sinks.contains(sink)) {
          problems.error(
              source.places().of("sinks", sink),
              "source '%s' names the sink '%s', which the file doesn't define%s"
                  .formatted(source.name(), sink, Nearest.hint(sink, sinks)));
        }
      }
    }
  }

  /** The names of all pipelines; those of a second source of one name are no further fault. */
  private static Stream<Map.Entry<String, Position>> pipelines(List<SourceDefinition> sources) {
    Set<String> names = new HashSet<>();
    return sources.stream()
        .filter(source -> names.add(source.name()))
        .flatMap(PipelineLoader::pipelines);
  }

  /** The names of a source's pipelines, each where the source names the sink. */
  private static Stream<Map.Entry<String, Position>> pipelines(SourceDefinition source) {
    return source.sinks().stream()
        .distinct()
        .map(
            sink ->
                Map.entry(
                    sink.equals(source.name()) ? sink : source.name() + ":" + sink,
                    source.places().of("sinks", sink)));
  }

  private void unique(String kind, Stream<Map.Entry<String, Position>> names) {
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
