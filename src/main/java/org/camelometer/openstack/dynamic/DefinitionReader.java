package org.camelometer.openstack.dynamic;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.camelometer.definition.MappingReader;
import org.camelometer.definition.Problems;
import org.camelometer.definition.YamlNode;
import org.camelometer.poll.Meter;
import org.camelometer.sample.MeterType;

/** Reads one pollster, with the fields that enrich it. For one thread. */
final class DefinitionReader {
  private static final Pattern NAME =
      Pattern.compile("[\\w-]+(\\.[\\w-]+)*(\\.\\{[\\w-]+})?", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Set<String> OF_FIELDS = Set.of("value");
  private static final Set<String> DEFAULT_NAMESPACES = Set.of("central");

  private final boolean lenient;
  private final Problems problems;

  DefinitionReader(boolean lenient, Problems problems) {
    this.lenient = lenient;
    this.problems = problems;
  }

  /** The pollster, or nothing if an error was noted. */
  Optional<Definition> read(YamlNode node) {
    PollsterKeys keys = new PollsterKeys(MappingReader.shown("pollster", node), node, problems);
    keys.check(Set.of(), lenient);
    return read(node, keys, Optional.empty());
  }

  /** The same for a field, which has some things from the pollster around it. */
  Optional<Definition> field(YamlNode node, Inherited around) {
    PollsterKeys keys =
        new PollsterKeys(MappingReader.shown("extra metadata field", node), node, problems);
    keys.check(OF_FIELDS, lenient);
    return read(node, keys, Optional.of(around));
  }

  /** Reads every key, so that all problems are told, before it makes anything of them. */
  private Optional<Definition> read(YamlNode node, PollsterKeys keys, Optional<Inherited> around) {
    if (!node.isMapping()) {
      return Optional.empty();
    }
    Optional<Origin> origin = new OriginReader(keys).read();
    Optional<Meter> meter = meter(keys, around, origin);
    Optional<Extraction> extraction = extraction(keys, around);
    Set<String> namespaces = namespaces(keys);
    if (origin.isEmpty() || meter.isEmpty() || extraction.isEmpty()) {
      return Optional.empty();
    }
    Inherited own =
        new Inherited(meter.get().type(), meter.get().unit(), keys.text("value_attribute"));
    Enrichment enrichment =
        new EnrichmentReader(this, keys, around.map(Inherited::enrichment)).read(own);
    return Optional.of(
        new Definition(
            keys.position(), meter.get(), origin.get(), extraction.get(), enrichment, namespaces));
  }

  private static Optional<Meter> meter(
      PollsterKeys keys, Optional<Inherited> around, Optional<Origin> origin) {
    Optional<String> name = keys.required("name").filter(text -> isName(text, keys));
    Optional<MeterType> type =
        keys.has("sample_type") || around.isEmpty() ? type(keys) : around.map(Inherited::type);
    Optional<String> unit =
        keys.has("unit") || around.isEmpty() ? keys.required("unit") : around.map(Inherited::unit);
    if (name.isEmpty() || type.isEmpty() || unit.isEmpty()) {
      return Optional.empty();
    }
    String reading = origin.map(from -> reading(from, keys)).orElse("");
    return Optional.of(new Meter(name.get(), type.get(), unit.get(), reading));
  }

  private static Optional<Extraction> extraction(PollsterKeys keys, Optional<Inherited> around) {
    FigureReader figures = new FigureReader(keys, keys.text("name").orElse(""));
    Optional<Extraction.Figure> figure = figures.read(around.flatMap(Inherited::value));
    VolumeRules rules = figures.rules();
    Extraction.Owners owners = owners(keys);
    Extraction.MetadataRules metadata = metadata(keys);
    return figure.map(from -> new Extraction(from, rules, owners, metadata));
  }

  private static boolean isName(String name, PollsterKeys keys) {
    if (!NAME.matcher(name).matches()) {
      keys.error(
          "name",
          "must be words with dots between them, the last of which may be a {word}, but is '%s'"
              .formatted(name));
      return false;
    }
    return true;
  }

  private static Optional<MeterType> type(PollsterKeys keys) {
    Optional<String> text = keys.required("sample_type");
    try {
      return text.map(MeterType::of);
    } catch (IllegalArgumentException unknown) {
      keys.error("sample_type", "can't be used: " + unknown.getMessage());
      return Optional.empty();
    }
  }

  private static Extraction.Owners owners(PollsterKeys keys) {
    return new Extraction.Owners(
        owner(keys, "user_id_attribute", "user_id"),
        owner(keys, "project_id_attribute", "project_id"),
        owner(keys, "resource_id_attribute", "id"));
  }

  /** The usual name is no different from none: what isn't there stays unknown. */
  private static Optional<Attribute> owner(PollsterKeys keys, String key, String usual) {
    return keys.attribute(key).filter(attribute -> !attribute.toString().equals(usual));
  }

  private static Extraction.MetadataRules metadata(PollsterKeys keys) {
    Map<String, String> renamed = new LinkedHashMap<>(keys.texts("metadata_mapping"));
    return new Extraction.MetadataRules(
        keys.attributes("metadata_fields"),
        renamed,
        !Likeness.areEqual(keys.value("preserve_mapped_metadata"), false));
  }

  private static Set<String> namespaces(PollsterKeys keys) {
    Optional<YamlNode> value = keys.get("namespaces");
    if (value.isEmpty()) {
      return DEFAULT_NAMESPACES;
    }
    Set<String> namespaces = new LinkedHashSet<>();
    List<YamlNode> elements = value.get().isList() ? value.get().elements() : List.of(value.get());
    elements.forEach(element -> namespaces.add(element.text()));
    return namespaces;
  }

  private static String reading(Origin origin, PollsterKeys keys) {
    String file = keys.position().file().replaceFirst(".*/", "");
    if (origin.kind() instanceof Origin.Command) {
      return "a command (%s)".formatted(file);
    }
    return origin.kind() instanceof Origin.Service service
        ? "the service %s (%s)".formatted(service.type(), file)
        : "%s (%s)".formatted(origin.location().toString().replaceFirst("[?#].*", ""), file);
  }

  /**
   * What a field has of the pollster around it unless it says otherwise.
   *
   * @param value its {@code value_attribute}
   * @param enrichment the rules by which it is enriched
   */
  record Inherited(
      MeterType type, String unit, Optional<String> value, EnrichmentReader.Rules enrichment) {

    Inherited(MeterType type, String unit, Optional<String> value) {
      this(type, unit, value, EnrichmentReader.Rules.DEFAULT);
    }

    Inherited with(EnrichmentReader.Rules rules) {
      return new Inherited(type, unit, value, rules);
    }
  }
}
