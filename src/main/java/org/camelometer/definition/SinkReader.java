package org.camelometer.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code sinks}. For one thread. */
final class SinkReader {
  private static final Set<String> KNOWN = Set.of("name", "transformers", "publishers");
  private static final Set<String> TRANSFORMER = Set.of("name", "parameters");

  private final boolean lenient;
  private final Problems problems;
  private final Set<String> names = new LinkedHashSet<>();

  SinkReader(boolean lenient, Problems problems) {
    this.lenient = lenient;
    this.problems = problems;
  }

  /** The names of all sinks met, those with other faults included. */
  Set<String> names() {
    return names;
  }

  /** The sink, as far as it could be read; empty if it has no name. */
  Optional<SinkDefinition> read(YamlNode node) {
    if (!node.isMapping()) {
      problems.error(
          node.position(), "a sink must be a mapping, but is '%s'".formatted(node.text()));
      return Optional.empty();
    }
    MappingReader unnamed = new MappingReader("the sink", node, new Problems());
    String shown = unnamed.get("name").map(n -> "sink '%s'".formatted(n.text())).orElse("the sink");
    MappingReader sink = new MappingReader(shown, node, problems).knows(KNOWN, Set.of(), lenient);
    List<TransformerDefinition> transformers = new ArrayList<>();
    sink.list("transformers").forEach(n -> transformer(n, shown).ifPresent(transformers::add));
    List<PublisherUrl> publishers = publishers(sink, shown);
    Optional<String> name = sink.text("name");
    name.ifPresent(names::add);
    return name.map(n -> new SinkDefinition(n, transformers, publishers, node.position()));
  }

  private Optional<TransformerDefinition> transformer(YamlNode node, String sink) {
    MappingReader transformer =
        new MappingReader("a transformer of " + sink, node, problems)
            .knows(TRANSFORMER, Set.of(), lenient);
    return transformer
        .text("name")
        .map(
            name ->
                new TransformerDefinition(name, transformer.get("parameters"), node.position()));
  }

  private List<PublisherUrl> publishers(MappingReader sink, String shown) {
    List<PublisherUrl> urls = new ArrayList<>();
    List<MappingReader.Text> entries =
        sink.list("publishers").stream().flatMap(n -> entry(sink, n).stream()).toList();
    for (MappingReader.Text entry : entries) {
      try {
        urls.add(PublisherUrl.parse(entry.value(), entry.position()));
      } catch (DefinitionException e) {
        problems.addAll(e.problems());
      }
    }
    if (entries.isEmpty()) {
      problems.error(sink.position(), shown + " has no 'publishers'; name at least one");
    }
    return urls;
  }

  /** The text of an entry; a bare {@code log:} is to YAML a mapping without a value. */
  private Optional<MappingReader.Text> entry(MappingReader sink, YamlNode node) {
    Map<String, YamlNode.Entry> entries = node.entries(new Problems());
    if (entries.size() == 1 && entries.values().iterator().next().value().isNull()) {
      String text = entries.keySet().iterator().next() + ":";
      return Optional.of(new MappingReader.Text(text, node.position()));
    }
    return sink.text("publishers", node);
  }
}
