package org.camelometer.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command understands. */
final class CommonOptions {
  private static final String DEFAULT = "config";

  /** Where the configuration is if nobody says anything else. */
  static final Path FOLDER = Path.of(DEFAULT);

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT, // of a command with subcommands, too
      paramLabel = "DIR",
      defaultValue = DEFAULT,
      description = "The configuration folder (default: ${DEFAULT-VALUE}).")
  Path config = FOLDER;

  @Option(
      names = "--namespaces",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      split = ",",
      description = "What the agent does, instead of camelometer.namespaces.")
  @Nullable List<String> namespaces;

  /** What the command line sets, as settings. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    if (namespaces != null) {
      settings.put("camelometer.namespaces", String.join(",", namespaces));
    }
    return settings;
  }
}
