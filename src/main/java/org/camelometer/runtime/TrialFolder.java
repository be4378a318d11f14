package org.camelometer.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for the spools of routes that are made and never run. */
record TrialFolder(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(TrialFolder.class);

  static TrialFolder make() {
    try {
      return new TrialFolder(Files.createTempDirectory("camelometer-trial"));
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  /** With everything in it. */
  void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.debug("{} can't be deleted", path, e);
    }
  }
}
