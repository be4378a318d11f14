package org.camelometer.runtime;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Problems;
import org.camelometer.definition.Settings;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.PollsterCatalog;

/** Loads the pollsters that the settings ask for. */
final class Pollsters {
  private static final String NAMESPACES = "camelometer.namespaces";
  private static final String LIST = "camelometer.pollster-list";

  private Pollsters() {}

  /** The same, or none at all where something is wrong, which is noted. */
  static PollsterCatalog load(
      Path folder, Settings settings, AgentSettings agent, Problems problems) {
    try {
      PollsterCatalog catalog = load(folder, settings, agent);
      problems.addAll(catalog.warnings());
      return catalog;
    } catch (DefinitionException wrong) {
      problems.addAll(wrong.problems());
      return PollsterCatalog.of(List.of(), Set.of(), context(folder, settings, agent));
    }
  }

  /**
   * The pollsters of the chosen namespaces, cut down to the pollster list.
   *
   * @param folder the configuration's
   * @throws DefinitionException if a namespace doesn't exist, or no pollster is left
   */
  static PollsterCatalog load(Path folder, Settings settings, AgentSettings agent) {
    PollsterCatalog catalog = known(folder, settings, agent);
    if (catalog.entries().isEmpty()) {
      catalog.close();
      throw nothingLeft(settings, agent, catalog);
    }
    return catalog;
  }

  private static DefinitionException nothingLeft(
      Settings settings, AgentSettings agent, PollsterCatalog catalog) {
    Problems problems = new Problems();
    problems.addAll(catalog.warnings()); // they may tell why
    problems.addAll(
        settings
            .wrong(
                agent.pollsterList().isEmpty() ? NAMESPACES : LIST,
                "leaves no pollster at all; 'camelometer meters' lists their names")
            .problems());
    return new DefinitionException(problems.list());
  }

  /** The same, which may be none. */
  static PollsterCatalog known(Path folder, Settings settings, AgentSettings agent) {
    Set<String> known = PollsterCatalog.namespaces();
    for (String namespace : agent.namespaces()) {
      if (!known.contains(namespace)) {
        throw settings.wrong(
            NAMESPACES,
            "names '%s', which this version doesn't have%s"
                .formatted(namespace, Nearest.hint(namespace, known)));
      }
    }
    PollsterCatalog catalog =
        PollsterCatalog.load(agent.namespaces(), context(folder, settings, agent));
    return agent.pollsterList().isEmpty() ? catalog : catalog.only(agent.pollsterList());
  }

  private static AgentContext context(Path folder, Settings settings, AgentSettings agent) {
    return new AgentContext(
        agent.host(), agent.sampleSource(), agent.units(), settings, Clock.systemUTC(), folder);
  }
}
