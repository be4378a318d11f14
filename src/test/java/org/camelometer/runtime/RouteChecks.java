package org.camelometer.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camelometer.definition.Problem;
import org.camelometer.runtime.routes.RouteCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A configuration folder whose routes are checked. */
abstract class RouteChecks {
  @TempDir Path folder;

  ConfigurationFolder configuration;

  @BeforeEach
  void agent() {
    configuration = new ConfigurationFolder(folder).pipeline("cpu", "log:");
  }

  final String refused() {
    try {
      Agent.tryOut(AgentConfiguration.load(folder, Map.of()));
      return "";
    } catch (org.camelometer.definition.DefinitionException wrong) {
      return shown(wrong.problems().get(0));
    }
  }

  final List<String> check() {
    try (Assembly assembly = Assembly.of(AgentConfiguration.load(folder, Map.of()))) {
      return RouteCheck.check(
              folder,
              AgentConfiguration.settings(folder, Map.of()),
              AgentRoutes.generated(assembly))
          .stream()
          .map(this::shown)
          .toList();
    }
  }

  private String shown(Problem problem) {
    return problem.toString().replace(folder + "/", "");
  }

  /** A route {@code a} whose steps begin in line 6, column 11. */
  static String route(String... steps) {
    return "- route:\n    id: a\n    from:\n      uri: direct:a\n      steps:\n" + lines(steps);
  }

  /** A kamelet with the property {@code word}, whose steps begin in line 11, column 11. */
  static String kamelet(String name, String... steps) {
    return """
        kind: Kamelet
        metadata:
          name: %s
        spec:
          definition:
            properties: {word: {type: string}}
          template:
            from:
              uri: kamelet:source
              steps:
        """
            .formatted(name)
        + lines(steps);
  }

  private static String lines(String... steps) {
    StringBuilder lines = new StringBuilder();
    Stream.of(steps).forEach(step -> lines.append("        - ").append(step).append('\n'));
    return lines.toString();
  }
}
