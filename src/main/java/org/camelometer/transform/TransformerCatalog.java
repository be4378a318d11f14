package org.camelometer.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.SinkDefinition;
import org.camelometer.definition.TransformerDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transformers on the class path. For any thread. */
public final class TransformerCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(TransformerCatalog.class);

  private final Map<String, TransformerFactory> factories = new TreeMap<>();

  /**
   * Finds them; of two with one name the one that is found first counts.
   *
   * @throws DefinitionException if a jar is broken
   */
  public TransformerCatalog() {
    this(loaded());
  }

  private static List<TransformerFactory> loaded() {
    try {
      return ServiceLoader.load(TransformerFactory.class).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      throw new DefinitionException(
          Position.of("lib"), "a jar with transformers can't be used: " + e.getMessage());
    }
  }

  /** A catalog of these alone. */
  TransformerCatalog(Iterable<TransformerFactory> found) {
    for (TransformerFactory factory : found) {
      TransformerFactory first = factories.putIfAbsent(factory.name(), factory);
      if (first != null) {
        LOG.warn(
            "Transformer '{}' of {} is left out: {} has that name already.",
            factory.name(),
            factory.getClass().getName(),
            first.getClass().getName());
      }
    }
  }

  /** Their names. */
  public Set<String> names() {
    return Set.copyOf(factories.keySet());
  }

  /**
   * Makes the transformers of a sink. Never throws: what can't be made is left out, and why is
   * noted with its place.
   *
   * @param lenient whether unknown parameters are warnings
   */
  public TransformerChain chain(
      SinkDefinition sink, TransformerContext context, boolean lenient, Problems problems) {
    List<Step> steps = new ArrayList<>();
    for (TransformerDefinition definition : sink.transformers()) {
      Problems own = new Problems();
      create(definition, sink.name(), context, lenient, own)
          .map(made -> new Step(sink.name(), steps.size(), definition, made))
          .ifPresent(steps::add);
      problems.addAll(own.list());
    }
    return new TransformerChain(steps);
  }

  private Optional<Transformer> create(
      TransformerDefinition definition,
      String sink,
      TransformerContext context,
      boolean lenient,
      Problems problems) {
    String name = definition.name();
    TransformerFactory factory = factories.get(name);
    if (factory == null) {
      problems.error(
          definition.position(),
          "unknown transformer '%s' in sink '%s'%s"
              .formatted(name, sink, Nearest.hint(name, factories.keySet())));
      return Optional.empty();
    }
    String what = "transformer '%s' of sink '%s'".formatted(name, sink);
    Parameters parameters = new Parameters(what, definition, lenient, problems);
    try {
      Transformer transformer = factory.create(parameters, context);
      parameters.finish();
      return problems.hasErrors() ? Optional.empty() : Optional.of(transformer);
    } catch (RuntimeException | LinkageError e) {
      problems.error(definition.position(), "%s can't be made: %s".formatted(what, e));
      return Optional.empty();
    }
  }
}
