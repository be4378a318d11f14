package org.camelometer.component.spool;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A store in one SQLite file, with a write-ahead log that each commit fsyncs. The room that
 * messages leave is used again; a part of it is given back to the disk with each commit.
 */
final class SqliteStore implements Store {
  private static final String APPEND =
      "INSERT INTO record (since, attempts, units, size, headers, body)"
          + " VALUES (?, 0, ?, ?, ?, ?) RETURNING id";
  private static final String REMOVE = "DELETE FROM record WHERE id = ? RETURNING size, units";
  private static final String OLDEST =
      "DELETE FROM record WHERE id = (SELECT min(id) FROM record WHERE id > ?)"
          + " RETURNING size, units, id";
  private static final String SET_APART =
      "INSERT OR REPLACE INTO quarantine (id, since, at, attempts, units, reason, headers, body)"
          + " SELECT id, since, ?, attempts, units, ?, headers, body FROM record WHERE id = ?";
  private static final String PAGE =
      "SELECT id, since, attempts, units, headers, body FROM record WHERE id > ? ORDER BY id LIMIT ?";
  private static final String LAST =
      "SELECT id, since, attempts, units, headers, body FROM record WHERE id < ?"
          + " ORDER BY id DESC LIMIT ?";
  private static final String COPY =
      "INSERT OR IGNORE INTO record (id, since, attempts, units, size, headers, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String TOTALS =
      "UPDATE totals SET accepted = ?, delivered = ?, dropped = ?, quarantined = ?, lost = ?";

  private final SqliteFile file;
  private Content content;
  private Content committed;

  private SqliteStore(SqliteFile file, Content content) {
    this.file = file;
    this.content = content;
    this.committed = content;
  }

  /**
   * Opens a file, or makes it.
   *
   * @throws StoreException if that can't be done, or the file is damaged
   */
  static SqliteStore open(Path path) throws StoreException {
    SqliteFile file = SqliteFile.open(path);
    try {
      return new SqliteStore(file, file.content());
    } catch (SQLException e) {
      file.close();
      throw file.failure(e);
    }
  }

  /**
   * Opens what is left of a damaged file, to read as much of it as can be read.
   *
   * @throws StoreException if it doesn't even have the tables
   */
  static SqliteStore openDamaged(Path path) throws StoreException {
    return new SqliteStore(SqliteFile.open(path), new Content(0, 0, Totals.NONE));
  }

  private interface Work<T> {
    T done() throws SQLException;
  }

  private <T> T tell(Work<T> work) throws StoreException {
    try {
      return work.done();
    } catch (SQLException e) {
      throw file.failure(e);
    }
  }

  @Override
  public long append(Entry entry, long now) throws StoreException {
    return tell(
        () -> {
          PreparedStatement insert = file.prepared(APPEND);
          insert.setLong(1, now);
          insert.setInt(2, entry.units());
          insert.setLong(3, entry.size());
          insert.setBytes(4, entry.encodedHeaders());
          insert.setBytes(5, entry.body());
          try (ResultSet made = insert.executeQuery()) {
            made.next();
            content = content.with(entry);
            return made.getLong(1);
          }
        });
  }

  @Override
  public void remove(long id) throws StoreException {
    tell(
        () -> {
          PreparedStatement delete = file.prepared(REMOVE);
          delete.setLong(1, id);
          try (ResultSet gone = delete.executeQuery()) {
            if (gone.next()) {
              Totals totals = content.totals().delivered(gone.getLong(2));
              content = content.without(gone.getLong(1), totals);
            }
          }
          return true;
        });
  }

  @Override
  public void attempted(long id, int attempts) throws StoreException {
    tell(
        () -> {
          PreparedStatement update = file.prepared("UPDATE record SET attempts = ? WHERE id = ?");
          update.setInt(1, attempts);
          update.setLong(2, id);
          return update.executeUpdate();
        });
  }

  @Override
  public void quarantine(long id, String reason, long now) throws StoreException {
    tell(
        () -> {
          PreparedStatement copy = file.prepared(SET_APART);
          copy.setLong(1, now);
          copy.setString(2, reason);
          copy.setLong(3, id);
          copy.executeUpdate();
          PreparedStatement delete = file.prepared(REMOVE);
          delete.setLong(1, id);
          try (ResultSet gone = delete.executeQuery()) {
            if (gone.next()) {
              Totals totals = content.totals().quarantined(gone.getLong(2));
              content = content.without(gone.getLong(1), totals);
            }
          }
          return true;
        });
  }

  @Override
  public long dropOldest(long bytes, long after) throws StoreException {
    return tell(
        () -> {
          long highest = after;
          long left = bytes;
          while (left > 0) {
            PreparedStatement delete = file.prepared(OLDEST);
            delete.setLong(1, after);
            try (ResultSet gone = delete.executeQuery()) {
              if (!gone.next()) {
                return highest;
              }
              Totals totals = content.totals().dropped(gone.getLong(2));
              content = content.without(gone.getLong(1), totals);
              left -= gone.getLong(1);
              highest = gone.getLong(3);
            }
          }
          return highest;
        });
  }

  @Override
  public void commit() throws StoreException {
    tell(
        () -> {
          if (!content.totals().equals(committed.totals())) {
            writeTotals(content.totals());
          }
          file.commit();
          committed = content;
          return true;
        });
  }

  private void writeTotals(Totals totals) throws SQLException {
    PreparedStatement update = file.prepared(TOTALS);
    update.setLong(1, totals.accepted());
    update.setLong(2, totals.delivered());
    update.setLong(3, totals.dropped());
    update.setLong(4, totals.quarantined());
    update.setLong(5, totals.lost());
    update.executeUpdate();
  }

  @Override
  public void rollback() throws StoreException {
    content = committed;
    tell(
        () -> {
          file.rollback();
          return true;
        });
  }

  @Override
  public List<Spooled> page(long after, int count, long bytes) throws StoreException {
    return tell(() -> page(file.prepared(PAGE), after, count, bytes));
  }

  private static List<Spooled> page(PreparedStatement select, long id, int count, long bytes)
      throws SQLException {
    select.setLong(1, id);
    select.setInt(2, count);
    List<Spooled> page = new ArrayList<>();
    long read = 0;
    try (ResultSet rows = select.executeQuery()) {
      while (read < bytes && rows.next()) {
        Entry entry = Entry.stored(rows.getBytes(6), rows.getBytes(5), rows.getInt(4));
        page.add(new Spooled(rows.getLong(1), rows.getLong(2), rows.getInt(3), entry));
        read += entry.size();
      }
    }
    return page;
  }

  /** The newest message with an id below this one. */
  List<Spooled> lastBefore(long id) throws StoreException {
    return tell(() -> page(file.prepared(LAST), id, 1, 1));
  }

  /** Takes a message of another store over as it is; it counts as accepted before. */
  void copy(Spooled old) throws StoreException {
    tell(
        () -> {
          Entry entry = old.entry();
          PreparedStatement insert = file.prepared(COPY);
          insert.setLong(1, old.id());
          insert.setLong(2, old.since());
          insert.setInt(3, old.attempts());
          insert.setInt(4, entry.units());
          insert.setLong(5, entry.size());
          insert.setBytes(6, entry.encodedHeaders());
          insert.setBytes(7, entry.body());
          content = content.with(entry);
          return insert.executeUpdate();
        });
  }

  /**
   * Makes the totals balance with what is there, after something went missing.
   *
   * @param known totals of a later state, as far as they are known
   * @return how many units are missing
   */
  long restore(Totals known) throws StoreException {
    long pending =
        tell(
            () -> {
              try (ResultSet row =
                  file.prepared("SELECT coalesce(sum(units), 0) FROM record").executeQuery()) {
                row.next();
                return row.getLong(1);
              }
            });
    Totals before = content.totals().atLeast(known);
    Totals after = before.balanced(pending);
    content = new Content(content.count(), content.bytes(), after);
    commit();
    return after.lost() - before.lost();
  }

  @Override
  public long newest() throws StoreException {
    return tell(
        () -> {
          try (ResultSet row =
              file.prepared("SELECT coalesce(max(id), 0) FROM record").executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  @Override
  public Content content() {
    return content;
  }

  @Override
  public void close() {
    file.close();
  }
}
