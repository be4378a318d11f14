package org.camelometer.component.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a new file in the place of a damaged one, with what could be saved of it. The new one is
 * made beside the damaged one, and renamed when it is complete: if the process ends in between, the
 * next one does it again. The three newest damaged files are kept.
 */
final class DamagedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DamagedFiles.class);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  /** SQLite's own files beside its database. */
  private static final List<String> PARTS = List.of("", "-wal", "-shm");

  private static final int KEPT = 3;

  private final Path path;
  private final Path fresh;
  private final Clock clock;

  DamagedFiles(Path path, Clock clock) {
    this.path = path;
    this.fresh = Path.of(path + ".new");
    this.clock = clock;
  }

  /**
   * What became of a damaged file.
   *
   * @param aside its name now
   * @param messages how many could be saved
   * @param lost how many units are missing
   */
  record Saved(Path aside, long messages, long lost) {}

  /** Ends a replacement that was under way when a process ended. */
  void finish() throws StoreException {
    try {
      if (Files.exists(fresh) && !Files.exists(path)) {
        setAside(); // an old write-ahead log would be taken for the new file's
        Files.move(fresh, path);
      }
      delete(fresh);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Replaces the file, which nobody has open.
   *
   * @param known its state as it is known from elsewhere; null if it isn't
   */
  Saved replace(@Nullable State known) throws StoreException {
    try {
      delete(fresh);
      Saved saved = save(known);
      Path aside = setAside();
      Files.move(fresh, path);
      SqliteFile.syncFolder(path);
      forgetOldest();
      return new Saved(aside, saved.messages(), saved.lost());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Saved save(@Nullable State known) throws StoreException {
    try (SqliteStore store = SqliteStore.open(fresh)) {
      State state = Files.exists(path) ? Salvage.copy(path, store, known) : known;
      long lost = store.restore(state == null ? new State(0, Content.NONE, Span.NONE) : state);
      return new Saved(path, store.content().queue().count(), lost);
    }
  }

  private Path setAside() throws IOException {
    String ending = ".damaged-" + TIME.format(clock.instant());
    for (String part : PARTS) {
      Path old = Path.of(path + part);
      if (Files.exists(old)) {
        Files.move(old, Path.of(path + ending + part));
      }
    }
    return Path.of(path + ending);
  }

  private void forgetOldest() throws IOException {
    String beginning = path.getFileName() + ".damaged-";
    List<Path> aside;
    try (Stream<Path> files = Files.list(path.toAbsolutePath().getParent())) {
      aside =
          files
              .filter(file -> String.valueOf(file.getFileName()).startsWith(beginning))
              .filter(file -> !String.valueOf(file.getFileName()).matches(".*-(wal|shm)"))
              .sorted()
              .toList();
    }
    for (Path old : aside.subList(0, Math.max(0, aside.size() - KEPT))) {
      delete(old);
      LOG.info("{} is deleted: the newest {} damaged files of a spool are kept", old, KEPT);
    }
  }

  private static void delete(Path file) throws IOException {
    for (String part : PARTS) {
      Files.deleteIfExists(Path.of(file + part));
    }
  }

  private StoreException unusable(IOException e) {
    String sentence = "the spool %s can't be used: %s".formatted(path, e.getMessage());
    return new StoreException(StoreException.Cause.OTHER, sentence, e);
  }
}
