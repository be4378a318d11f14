package org.camelometer.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camelometer.component.spool.SpoolFile;
import org.camelometer.component.spool.SpoolStatus;
import org.camelometer.component.spool.StoreException;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Position;

/**
 * The spools of a configuration, and whose they are.
 *
 * @param folder where they lie
 * @param publishers by the name of their spool, as people know them
 * @param fault why the folder can't be used; empty if it can, or nobody has to
 * @param configuration where the configuration is
 */
record SpoolFolder(
    Path folder, Map<String, String> publishers, Optional<String> fault, Path configuration) {
  private static final String ENDING = ".spool";

  /** The spools of the configuration that a command was given. A part of it may be wrong. */
  static SpoolFolder of(CommonOptions options) {
    AgentConfiguration configuration = AgentConfiguration.load(options.config, options.settings());
    try (Assembly assembly = Assembly.whatCanBeMade(configuration, Clock.systemUTC())) {
      return of(assembly);
    }
  }

  /** The spools of what was made of a configuration. */
  static SpoolFolder of(Assembly assembly) {
    Map<String, String> publishers = new TreeMap<>();
    assembly.publishers().all().stream()
        .filter(publisher -> publisher.spool().on())
        .forEach(publisher -> publishers.put(publisher.spoolName(), publisher.shown()));
    return new SpoolFolder(
        assembly.settings().spools(),
        publishers,
        StateFolder.fault(assembly),
        assembly.configuration().directory());
  }

  /** The spools that there are, in the order of their names. */
  List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder %s can't be read".formatted(folder), e);
    }
  }

  /** Opens one of them. */
  SpoolFile open(String name) throws StoreException {
    if (!names().contains(name)) {
      throw new DefinitionException(
          Position.of(folder.toString()),
          "there is no spool '%s'%s".formatted(name, Nearest.hint(name, names())));
    }
    return SpoolFile.open(folder.resolve(name + ENDING));
  }

  /** The state of one of them. */
  SpoolStatus status(String name) throws StoreException {
    try (SpoolFile file = open(name)) {
      return file.status();
    }
  }

  /** A sentence for each spool that has samples in it and no publisher to deliver them. */
  List<String> orphans() {
    return names().stream()
        .filter(name -> !publishers.containsKey(name))
        .flatMap(name -> orphan(name).stream())
        .toList();
  }

  private Optional<String> orphan(String name) {
    try {
      long pending = status(name).pending();
      return pending == 0
          ? Optional.empty()
          : Optional.of(
              "The spool '%s' keeps %d samples that no publisher of this configuration delivers;"
                      .formatted(name, pending)
                  + " bring its publisher back, or give them up with:"
                  + " camelometer spool drop %s --pending --all%s".formatted(name, where()));
    } catch (StoreException e) {
      return Optional.of(trouble(name, e));
    }
  }

  /** What a command needs to find this configuration. */
  private String where() {
    return configuration.equals(CommonOptions.FOLDER) ? "" : " --config " + configuration;
  }

  /** What is wrong with a spool that can't be read, and what to do. */
  String trouble(String name, StoreException e) {
    return "The spool '%s' can't be read: %s. %s".formatted(name, e.getMessage(), remedy(name, e));
  }

  private String remedy(String name, StoreException e) {
    if (!publishers.containsKey(name)) {
      return "No publisher of this configuration has it; if nobody needs it, move %s and what is"
              .formatted(folder.resolve(name + ENDING))
          + " named like it elsewhere.";
    }
    return e.isDamage()
        ? "The agent saves what can be read of it when it comes upon the damage, at its next start"
            + " at the latest."
        : "See that you may read and write it, and try again.";
  }

  /** Who delivers what is in a spool. */
  String publisher(String name) {
    return publishers.getOrDefault(
        name, "none of this configuration: nobody delivers what is in it");
  }

  /** What to say where there are none. */
  String nothing() {
    return fault.isEmpty() || Files.exists(folder)
        ? "There are no spools in %s.%n".formatted(folder)
        : "There are no spools: %s.%n".formatted(fault.get());
  }
}
