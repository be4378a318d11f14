package org.camelometer.runtime.routes;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.PropertyBindingException;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Problems;
import org.camelometer.definition.Settings;

/** Finds the {@code camel.} keys of {@code application.properties} that Camel refuses. */
final class CamelSettings {
  private final Path directory;
  private final Settings settings;
  private final Map<String, String> values = new TreeMap<>();

  CamelSettings(Path directory, Settings settings) {
    this.directory = directory;
    this.settings = settings;
    settings.keys().forEach(key -> values.put(key, settings.get(key, "")));
  }

  /**
   * A context with all settings that Camel takes; each that it refuses is noted.
   *
   * @throws Exception if it refuses for a reason that no key explains
   */
  RouteTrial open(Problems problems) throws Exception {
    while (true) {
      try {
        return new RouteTrial(directory, values);
      } catch (Exception refused) {
        String key = key(refused).orElseThrow(() -> refused);
        problems.error(position(key), sentence(key, refused));
        values.remove(key);
      }
    }
  }

  /** The setting that Camel refused, if it is one. */
  Optional<Problem> problem(Throwable refused) {
    return key(refused).map(key -> Problem.error(position(key), sentence(key, refused)));
  }

  /** The longest key that a cause names. */
  private Optional<String> key(Throwable refused) {
    StringBuilder told = new StringBuilder();
    for (Throwable cause : CamelFaults.causes(refused)) {
      told.append(plain(String.valueOf(cause.getMessage()))).append('\n');
    }
    return values.keySet().stream()
        .filter(key -> key.startsWith("camel."))
        .filter(key -> told.indexOf(plain(key)) >= 0)
        .max(Comparator.comparingInt(String::length));
  }

  /** Camel writes camelCase where people write with dashes. */
  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replace("-", "");
  }

  private Position position(String key) {
    return settings.position(key);
  }

  private String sentence(String key, Throwable refused) {
    PropertyBindingException wrong = null;
    Throwable innermost = refused;
    for (Throwable cause : CamelFaults.causes(refused)) {
      wrong = cause instanceof PropertyBindingException binding ? binding : wrong;
      innermost = cause;
    }
    boolean unknown = wrong == innermost;
    return unknown
        ? "Camel has no setting '%s'; correct the name or remove the line".formatted(key)
        : "%s = '%s' can't be used: %s"
            .formatted(key, values.get(key), CamelFaults.firstLine(innermost));
  }
}
