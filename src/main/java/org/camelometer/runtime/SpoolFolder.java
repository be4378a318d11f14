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
 */
record SpoolFolder(Path folder, Map<String, String> publishers) {
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
    return new SpoolFolder(assembly.settings().spools(), publishers);
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
                  + " bring its publisher back, or give them up with: camelometer spool drop %s --pending --all"
                      .formatted(name));
    } catch (StoreException e) {
      return Optional.of(
          "The spool '%s' has no publisher in this configuration and can't be read: %s."
              .formatted(name, e.getMessage()));
    }
  }

  /** Who delivers what is in a spool. */
  String publisher(String name) {
    return publishers.getOrDefault(
        name, "none of this configuration: nobody delivers what is in it");
  }

  /** What to say where there are none. */
  String nothing() {
    return "There are no spools in %s.%n".formatted(folder);
  }
}
