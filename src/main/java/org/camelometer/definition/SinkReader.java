package org.camelometer.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code sinks}. For one thread. */
final class SinkReader {
  private static final Set<String> TRANSFORMER = Set.of("name", "parameters");

  /** What the oldest releases called the way over the bus. */
  private static final Set<String> OLD_NOTIFIERS = Set.of("meter", "meter_publisher");

  private final Form form;
  private final boolean lenient;
  private final Problems problems;
  private final Set<String> names = new LinkedHashSet<>();

  SinkReader(Form form, boolean lenient, Problems problems) {
    this.form = form;
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
          node.position(),
          "a %s must be a mapping, but is '%s'".formatted(form.sink(), node.text()));
      return Optional.empty();
    }
    String shown = MappingReader.shown(form.sink(), node);
    MappingReader sink =
        new MappingReader(shown, node, problems).knows(form.sinkKeys(), form.idleKeys(), lenient);
    List<TransformerDefinition> transformers = new ArrayList<>();
    sink.list("transformers").forEach(n -> transformer(n, shown).ifPresent(transformers::add));
    List<PublisherUrl> publishers = publishers(sink, shown);
    Optional<String> name = sink.text("name");
    name.ifPresent(names::add);
    return name.map(n -> new SinkDefinition(n, transformers, publishers, node.position()));
  }

  private Optional<TransformerDefinition> transformer(YamlNode node, String sink) {
    if (!node.isMapping()) {
      problems.error(
          node.position(),
          "a transformer of %s must be a mapping, but is '%s'; write - name: %s, and below it parameters:"
              .formatted(sink, node.text(), node.isText() ? node.text() : "and its name"));
      return Optional.empty();
    }
    MappingReader transformer =
        new MappingReader("a transformer of " + sink, node, problems)
            .knows(TRANSFORMER, Set.of(), lenient);
    Position place = transformer.get("name").map(YamlNode::position).orElse(node.position());
    Optional<String> name = transformer.text("name");
    if (!transformer.has("parameters")) {
      problems.error(
          place,
          "transformer '%s' of %s has no 'parameters'; write 'parameters:' even if it needs none"
              .formatted(name.orElse(""), sink));
    }
    return name.map(n -> new TransformerDefinition(n, transformer.get("parameters"), place));
  }

  private List<PublisherUrl> publishers(MappingReader sink, String shown) {
    List<PublisherUrl> urls = new ArrayList<>();
    List<Located> entries =
        sink.list("publishers").stream().flatMap(n -> entry(sink, n).stream()).toList();
    for (Located entry : entries) {
      try {
        urls.add(PublisherUrl.parse(today(entry.text()), entry.position()));
      } catch (DefinitionException e) {
        problems.addAll(e.problems());
      }
    }
    if (entries.isEmpty() && sink.get("publishers").filter(v -> !v.isList()).isEmpty()) {
      problems.error(sink.position(), shown + " has no 'publishers'; name at least one");
    }
    return urls;
  }

  private String today(String publisher) {
    return form == Form.FLAT && OLD_NOTIFIERS.contains(publisher) ? "notifier://" : publisher;
  }

  /** The text of an entry; a bare {@code log:} is to YAML a mapping without a value. */
  private Optional<Located> entry(MappingReader sink, YamlNode node) {
    Map<String, YamlNode.Entry> entries = node.entries(new Problems());
    if (entries.size() == 1 && entries.values().iterator().next().value().isNull()) {
      String text = entries.keySet().iterator().next() + ":";
      return Optional.of(new Located(text, node.position()));
    }
    return sink.text("publishers", node);
  }
}
