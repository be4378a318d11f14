package org.camelometer.runtime;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;

/** The folder in which an agent keeps spools: whether it can be made and written to. */
final class StateFolder {
  private static final String KEY = "camelometer.state-dir";

  private StateFolder() {}

  /** Where and why it can't be used; empty if it can, or no publisher has a spool. */
  static Optional<String> fault(Assembly assembly) {
    boolean needed =
        assembly.publishers().all().stream().anyMatch(publisher -> publisher.spool().on());
    return needed ? fault(assembly.settings().spools()) : Optional.empty();
  }

  /** What a run could not do without; a warning where another user may run the agent. */
  static Optional<Problem> warning(Assembly assembly) {
    return fault(assembly).map(fault -> Problem.warning(position(assembly), sentence(fault)));
  }

  /**
   * Looks before routes start, which know less of the reason.
   *
   * @throws DefinitionException if it can't be used
   */
  static void check(Assembly assembly) {
    fault(assembly)
        .ifPresent(
            fault -> {
              throw new DefinitionException(position(assembly), sentence(fault));
            });
  }

  /** The same before the routes of another configuration are stopped for this one. */
  static void check(AgentConfiguration configuration) {
    try (Assembly assembly = Assembly.whatCanBeMade(configuration, Clock.systemUTC())) {
      check(assembly);
    }
  }

  private static Position position(Assembly assembly) {
    return assembly.configuration().settings().position(KEY);
  }

  private static String sentence(String fault) {
    return "%s; set %s to a folder that this user may write to".formatted(fault, KEY);
  }

  /**
   * Tries whether it can be made, with a folder that is deleted at once. One that is there may be
   * on a full disk, where agents must start all the same, so nothing is tried in it.
   */
  private static Optional<String> fault(Path folder) {
    if (Files.isDirectory(folder) && Files.isWritable(folder)) {
      return Optional.empty();
    }
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      Files.delete(Files.createTempDirectory(there, ".camelometer"));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "the folder %s can't be written to: %s".formatted(folder, reason(there, e)));
    }
  }

  private static String reason(Path there, IOException e) {
    if (!Files.isDirectory(there)) {
      return there + " is not a folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied in " + there;
    }
    return e instanceof FileSystemException known && known.getReason() != null
        ? "%s: %s".formatted(there, known.getReason())
        : "nothing can be made in " + there;
  }
}
