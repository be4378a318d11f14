package org.camelometer.component.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a SQLite file for one process: with a lock beside it, its state once more ({@link Marks}),
 * and room for the day when the disk is full ({@link Reserve}). A damaged file is renamed and stays
 * for whoever wants to look at it.
 */
final class SqliteKeeper implements StoreKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteKeeper.class);

  private final Path path;
  private final SpoolLock lock;
  private final @Nullable Marks marks;
  private final Reserve reserve;
  private final DamagedFiles damaged;
  private SqliteStore store;
  private boolean starved;

  private SqliteKeeper(Path path, Clock clock, SpoolLock lock) throws StoreException {
    this.path = path;
    this.lock = lock;
    this.reserve = new Reserve(beside("reserve"));
    this.damaged = new DamagedFiles(path, clock);
    this.marks = openMarks(beside("totals"));
    this.store = openAnyhow();
    committed();
  }

  /**
   * Opens a spool's file, or makes it.
   *
   * @throws StoreException if that can't be done, or another process has it
   */
  static SqliteKeeper open(Path path, Clock clock) throws StoreException {
    SpoolLock lock = SpoolLock.of(path);
    try {
      return new SqliteKeeper(path, clock, lock);
    } catch (StoreException e) {
      lock.close();
      throw e;
    }
  }

  private Path beside(String ending) {
    return Path.of(path + "." + ending);
  }

  private static @Nullable Marks openMarks(Path path) {
    try {
      return Marks.open(path);
    } catch (IOException e) {
      LOG.warn("{} can't be used, and losses of the spool can't be counted: {}", path, e);
      return null;
    }
  }

  private Marks.@Nullable Mark mark() {
    try {
      return marks == null ? null : marks.last();
    } catch (IOException e) {
      LOG.debug("The state of {} can't be read", path, e);
      return null;
    }
  }

  private SqliteStore openAnyhow() throws StoreException {
    try {
      damaged.finish();
      return openAndCount();
    } catch (StoreException e) {
      return switch (e.kind()) {
        case DAMAGED -> anew(e);
        case FULL -> {
          reserve.release();
          starved = true;
          yield openAndCount();
        }
        case OTHER -> throw e;
      };
    }
  }

  private SqliteStore openAndCount() throws StoreException {
    Marks.Mark mark = mark();
    boolean cut = mark != null && length() < mark.length();
    SqliteStore opened = SqliteStore.open(path);
    try {
      if (cut) {
        opened.verify();
      }
      if (mark != null && mark.state().revision() > opened.revision()) {
        tellLoss(opened.restore(mark.state()));
      }
      return opened;
    } catch (StoreException e) {
      opened.close();
      throw e;
    }
  }

  private void tellLoss(long units) {
    if (units > 0) {
      LOG.warn(
          "{} units that were in the spool {} are missing, and are counted as lost", units, path);
    }
  }

  private long length() {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      LOG.debug("{} can't be measured", path, e);
      return Long.MAX_VALUE;
    }
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public void renew(StoreException damage) throws StoreException {
    store.close();
    store = anew(damage);
    committed();
  }

  private SqliteStore anew(StoreException damage) throws StoreException {
    Marks.Mark mark = mark();
    DamagedFiles.Saved saved = damaged.replace(mark == null ? null : mark.state());
    LOG.warn(
        "{}; it is kept as {}, {} messages of it were saved, and {} units are lost",
        damage.getMessage(),
        saved.aside(),
        saved.messages(),
        saved.lost());
    return SqliteStore.open(path);
  }

  @Override
  public void committed() {
    if (marks != null) {
      marks.write(new Marks.Mark(store.state(), length()));
    }
  }

  @Override
  public void spare() {
    if (reserve.release()) {
      LOG.debug("The reserve of {} is given to the disk", path);
    }
    starved = true;
    try {
      store.checkpoint();
      store.mayGrow(false); // or new messages would use up what taking out needs
    } catch (StoreException e) {
      LOG.debug("The write-ahead log of {} stays as it is", path, e);
    }
  }

  @Override
  public boolean isStarved() {
    return starved;
  }

  @Override
  public boolean lookAfter() throws StoreException {
    if (!Files.exists(path)) {
      throw new StoreException(
          StoreException.Cause.DAMAGED, "the spool %s was deleted or renamed".formatted(path));
    }
    if (reserve.fill() && starved) {
      store.mayGrow(true);
      starved = false;
    }
    store.tidy();
    boolean changed = store.refresh();
    if (changed) {
      committed();
    }
    return changed;
  }

  @Override
  public void close() {
    store.close();
    if (marks != null) {
      marks.write(new Marks.Mark(store.state(), length()));
      try {
        marks.close();
      } catch (IOException e) {
        LOG.debug("The state of {} can't be closed", path, e);
      }
    }
    lock.close();
  }
}
