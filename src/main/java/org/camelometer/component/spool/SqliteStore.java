package org.camelometer.component.spool;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in one SQLite file, with a write-ahead log that each commit fsyncs. Other processes may
 * change the file between two commits: each begins by looking whether they did.
 */
final class SqliteStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

  /** How many pages go back to the disk at a time, and how many stay for new messages: 16 MiB. */
  private static final int TIDY_PAGES = 2048;

  /** What SQLite allows if nobody says anything else. */
  private static final long MOST_PAGES = 4_294_967_294L;

  private final SqliteFile file;
  private final SqliteState state;
  private final SqliteRows rows;
  private State last;
  private Content content;
  private long version;
  private boolean changing;
  private boolean othersChanged;

  private SqliteStore(SqliteFile file) throws SQLException, StoreException {
    this.file = file;
    this.state = new SqliteState(file);
    this.rows = new SqliteRows(file);
    this.version = file.version();
    this.last = state.read();
    this.content = last.content();
  }

  /**
   * Opens a file, or makes it.
   *
   * @throws StoreException if that can't be done, or the file is damaged
   */
  static SqliteStore open(Path path) throws StoreException {
    return on(SqliteFile.open(path));
  }

  /** Opens a file that is there; nobody needs to have it for himself. */
  static SqliteStore existing(Path path) throws StoreException {
    return on(SqliteFile.existing(path));
  }

  private static SqliteStore on(SqliteFile file) throws StoreException {
    try {
      return new SqliteStore(file);
    } catch (SQLException e) {
      file.close();
      throw file.failure(e);
    } catch (StoreException e) {
      file.close();
      throw e;
    }
  }

  private interface Work<T> {
    T done() throws SQLException, StoreException;
  }

  private <T> T look(Work<T> work) throws StoreException {
    try {
      return work.done();
    } catch (SQLException e) {
      throw file.failure(e);
    }
  }

  private <T> T change(Work<T> work) throws StoreException {
    return look(
        () -> {
          if (!changing) {
            file.run("BEGIN IMMEDIATE");
            changing = true;
            reread();
          }
          return work.done();
        });
  }

  @Override
  public boolean refresh() throws StoreException {
    look(this::reread);
    boolean changed = othersChanged;
    othersChanged = false;
    return changed;
  }

  private boolean reread() throws SQLException, StoreException {
    long now = file.version();
    if (now != version) {
      last = state.read();
      content = last.content();
      version = now;
      othersChanged = true;
    }
    return othersChanged;
  }

  @Override
  public long append(Entry entry, long now) throws StoreException {
    return change(
        () -> {
          long id = rows.append(entry, now);
          content = content.accepted(entry.size(), entry.units());
          return id;
        });
  }

  @Override
  public void remove(long id, long refused) throws StoreException {
    change(() -> take(rows.remove(id), (size, units) -> content.delivered(size, units, refused)));
  }

  /** What the content is without a message, or with it elsewhere. */
  private interface Change {
    Content apply(long size, long units);
  }

  private boolean take(SqliteRows.@Nullable Gone gone, Change change) {
    if (gone != null) {
      content = change.apply(gone.size(), gone.units());
    }
    return gone != null;
  }

  @Override
  public void attempted(long id, int attempts) throws StoreException {
    change(
        () -> {
          PreparedStatement update = file.prepared("UPDATE record SET attempts = ? WHERE id = ?");
          update.setInt(1, attempts);
          update.setLong(2, id);
          return update.executeUpdate();
        });
  }

  @Override
  public void quarantine(long id, String reason, long now) throws StoreException {
    change(
        () -> {
          rows.setApart(id, reason, now);
          return take(rows.remove(id), (size, units) -> content.setApart(size, units));
        });
  }

  @Override
  public int retryOldest(int count) throws StoreException {
    return change(
        () -> {
          int done = 0;
          for (Long id : rows.oldestApart(count)) {
            done += retry(id) ? 1 : 0;
          }
          return done;
        });
  }

  /** Puts a message that was set apart at the end, as a new one; whether it was there. */
  boolean retry(long id) throws StoreException {
    return change(
        () -> {
          rows.putBack(id);
          return take(rows.removeApart(id), (size, units) -> content.retried(size, units));
        });
  }

  /** Forgets a message that was set apart; whether it was there. */
  boolean forget(long id) throws StoreException {
    return change(
        () -> take(rows.removeApart(id), (size, units) -> content.forgotten(size, units)));
  }

  /** Drops a message; whether it was there. */
  boolean drop(long id) throws StoreException {
    return change(() -> take(rows.remove(id), (size, units) -> content.dropped(size, units)));
  }

  @Override
  public void trimQuarantine(long bytes) throws StoreException {
    while (content.apart().bytes() > bytes) {
      List<Long> oldest = look(() -> rows.oldestApart(1));
      if (oldest.isEmpty() || !forget(oldest.get(0))) {
        return;
      }
    }
  }

  @Override
  public long dropOldest(long bytes, long after) throws StoreException {
    return change(
        () -> {
          long highest = after;
          long goal = content.queue().bytes() - bytes;
          while (content.queue().bytes() > goal) {
            long oldest = rows.oldestAfter(after);
            if (oldest == 0 || !drop(oldest)) {
              return highest;
            }
            highest = oldest;
          }
          return highest;
        });
  }

  @Override
  public void turnedAway(long units) throws StoreException {
    change(() -> content = content.turnedAway(units));
  }

  @Override
  public void commit() throws StoreException {
    if (changing) {
      commit(last.revision() + (content.equals(last.content()) ? 0 : 1));
    }
  }

  private void commit(long revision) throws StoreException {
    look(
        () -> {
          if (revision > last.revision()) {
            state.write(content, revision);
          }
          Span span = rows.span();
          file.run("COMMIT");
          changing = false;
          last = new State(revision, content, span);
          return true;
        });
  }

  @Override
  public void rollback() {
    content = last.content();
    if (changing) {
      changing = false;
      try {
        file.run("ROLLBACK");
      } catch (SQLException e) { // SQLite does it itself after some failures
        LOG.debug("{} had nothing to take back", file.path(), e);
      }
    }
  }

  @Override
  public void tidy() throws StoreException {
    look(
        () -> {
          long spare = file.number("PRAGMA freelist_count") - TIDY_PAGES;
          if (spare > 0) {
            file.run("PRAGMA incremental_vacuum(" + Math.min(spare, TIDY_PAGES) + ")");
          }
          return true;
        });
  }

  /** Whether the file may get larger, or has to make do with the pages that it has. */
  void mayGrow(boolean may) throws StoreException {
    look(
        () -> {
          long most = may ? MOST_PAGES : file.number("PRAGMA page_count");
          file.run("PRAGMA max_page_count=" + most);
          return true;
        });
  }

  /** Moves the write-ahead log into the file as far as there is room, so that it starts anew. */
  void checkpoint() throws StoreException {
    look(
        () -> {
          file.run("PRAGMA wal_checkpoint(RESTART)");
          return true;
        });
  }

  @Override
  public List<Spooled> page(long after, int count, long bytes) throws StoreException {
    return look(() -> rows.page(SqliteRows.QUEUE, after, count, bytes));
  }

  /** The oldest messages that were set apart. */
  List<Spooled> quarantined(long after, int count, long bytes) throws StoreException {
    return look(() -> rows.page(SqliteRows.APART, after, count, bytes));
  }

  /** The ids of all messages that wait to be delivered. */
  long[] queueIds() throws StoreException {
    return look(() -> rows.ids("record"));
  }

  /** The ids of all messages that were set apart. */
  long[] quarantineIds() throws StoreException {
    return look(() -> rows.ids("quarantine"));
  }

  /** Takes a message of another store over as it is, without counting it. */
  void copy(Spooled old) throws StoreException {
    change(() -> rows.copy(old));
  }

  /**
   * Makes the totals balance with what is there, after something went missing.
   *
   * @param known the latest state that is known
   * @return how many units are missing that weren't before
   */
  long restore(State known) throws StoreException {
    return change(
        () -> {
          rows.removeBefore(known.span().oldest());
          rows.neverUseUpTo(known.span().newest());
          Content there = state.count();
          Totals before = known.content().totals();
          long uncounted = Math.max(0, there.apart().units() - before.quarantined());
          Totals totals =
              before.accepted(uncounted).quarantined(uncounted).balanced(there.queue().units());
          content = there.with(totals);
          commit(Math.max(known.revision(), last.revision()) + 1);
          return totals.lost() - before.lost();
        });
  }

  /** Reads everything; fails if anything is damaged. */
  void verify() throws StoreException {
    look(
        () -> {
          rows.readAll(SqliteRows.QUEUE);
          rows.readAll(SqliteRows.APART);
          return true;
        });
  }

  /** What is known of it at the last commit. */
  State state() {
    return last;
  }

  @Override
  public Content content() {
    return content;
  }

  @Override
  public Span span() {
    return last.span();
  }

  @Override
  public long revision() {
    return last.revision();
  }

  @Override
  public void close() {
    rollback();
    file.close();
  }
}
