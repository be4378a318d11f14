package org.camelometer.runtime;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.runtime.routes.RouteCheck;

/** Looks at everything that a run would read, and starts nothing. */
final class ConfigurationCheck {
  private final Problems problems = new Problems();

  private ConfigurationCheck() {}

  /**
   * Every problem of a configuration folder, file by file and line by line.
   *
   * @param commandLine keys that the command line sets
   */
  static List<Problem> of(Path directory, Map<String, String> commandLine) {
    ConfigurationCheck check = new ConfigurationCheck();
    try {
      check.look(AgentConfiguration.load(directory, commandLine));
    } catch (DefinitionException unreadable) {
      check.problems.addAll(unreadable.problems());
    }
    return ordered(check.problems.list());
  }

  private void look(AgentConfiguration configuration) {
    try (Assembly assembly = Assembly.whatCanBeMade(configuration, Clock.systemUTC())) {
      problems.addAll(assembly.problems());
      new SettingAdvice(configuration, problems).give();
      problems.addAll(StateFolder.warning(assembly).stream().toList());
      problems.addAll(
          RouteCheck.check(
              configuration.directory(),
              configuration.settings(),
              problems.hasErrors() ? null : AgentRoutes.generated(assembly)));
    }
    if (!problems.hasErrors()) {
      tryOut(configuration);
    }
  }

  /** What only shows when all routes are made. */
  private void tryOut(AgentConfiguration configuration) {
    try {
      Agent.tryOut(configuration);
    } catch (DefinitionException wrong) {
      problems.addAll(wrong.problems());
    }
  }

  private static List<Problem> ordered(List<Problem> problems) {
    List<String> files = problems.stream().map(p -> p.position().file()).distinct().toList();
    List<Problem> ordered = new ArrayList<>(problems);
    ordered.sort(
        Comparator.comparingInt((Problem p) -> files.indexOf(p.position().file()))
            .thenComparingInt(p -> p.position().line())
            .thenComparingInt(p -> p.position().column()));
    return ordered;
  }
}
