package org.camelometer.component.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a SQLite file for one process: with a lock beside it, and the totals once more ({@link
 * Marks}). A damaged file is renamed and stays for whoever wants to look at it.
 */
final class SqliteKeeper implements StoreKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteKeeper.class);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  /** SQLite's own files beside its database. */
  private static final List<String> PARTS = List.of("", "-wal", "-shm");

  private final Path path;
  private final Clock clock;
  private final FileChannel lock;
  private final Marks marks;
  private SqliteStore store;

  private SqliteKeeper(Path path, Clock clock, FileChannel lock, Marks marks)
      throws StoreException {
    this.path = path;
    this.clock = clock;
    this.lock = lock;
    this.marks = marks;
    this.store = openOrRenew();
    noteLosses(marks.totals());
  }

  /**
   * Opens a spool's file, or makes it.
   *
   * @throws StoreException if that can't be done, or another process has it
   */
  static SqliteKeeper open(Path path, Clock clock) throws StoreException {
    FileChannel lock = null;
    Marks marks = null;
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      lock = locked(path);
      marks = Marks.open(path.resolveSibling(path.getFileName() + ".totals"));
      return new SqliteKeeper(path, clock, lock, marks);
    } catch (IOException e) {
      closeQuietly(marks);
      closeQuietly(lock);
      throw unusable(path, e);
    } catch (StoreException e) {
      closeQuietly(marks);
      closeQuietly(lock);
      throw e;
    }
  }

  private static FileChannel locked(Path path) throws IOException {
    Path file = path.resolveSibling(path.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new IOException("another process uses it");
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException("it is open already", e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static StoreException unusable(Path path, IOException e) {
    String sentence = "the spool %s can't be used: %s".formatted(path, e.getMessage());
    return new StoreException(StoreException.Cause.OTHER, sentence, e);
  }

  private SqliteStore openOrRenew() throws StoreException {
    try {
      return SqliteStore.open(path);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Cause.DAMAGED) {
        throw e;
      }
      return anew(e);
    }
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public void rollback() {
    try {
      store.rollback();
    } catch (StoreException e) {
      LOG.debug("{} can't take anything back", path, e);
    }
  }

  @Override
  public void renew(StoreException damage) throws StoreException {
    store.close();
    store = anew(damage);
    noteLosses(marks.totals());
  }

  private SqliteStore anew(StoreException damage) throws StoreException {
    Path aside = setAside();
    SqliteStore fresh = SqliteStore.open(path);
    Salvage salvage = Salvage.from(aside, fresh);
    LOG.warn(
        "{}; it is kept as {}, and {} messages of it could be saved",
        damage.getMessage(),
        aside,
        salvage.saved());
    return fresh;
  }

  private Path setAside() throws StoreException {
    String ending = ".damaged-" + TIME.format(clock.instant());
    try {
      for (String part : PARTS) {
        Path old = Path.of(path + part);
        if (Files.exists(old)) {
          Files.move(old, Path.of(path + ending + part));
        }
      }
      return Path.of(path + ending);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /** What was once accepted and is nowhere any more, is lost: the totals balance again. */
  private void noteLosses(Totals known) throws StoreException {
    long missing = store.restore(known);
    if (missing > 0) {
      LOG.warn("{} units were in the spool {} and are lost", missing, path);
    }
    marks.write(store.content().totals());
  }

  @Override
  public void committed(Totals totals) {
    marks.write(totals);
  }

  @Override
  public void close() {
    store.close();
    closeQuietly(marks);
    closeQuietly(lock);
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable AutoCloseable thing) {
    if (thing != null) {
      try {
        thing.close();
      } catch (Exception e) {
        LOG.debug("Closing {} failed", thing, e);
      }
    }
  }
}
