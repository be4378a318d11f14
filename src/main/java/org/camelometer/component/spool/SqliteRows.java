package org.camelometer.component.spool;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The messages in a SQLite file, row by row; what that means for the totals is others' business.
 */
final class SqliteRows {
  /** Those that wait to be delivered. */
  static final String QUEUE =
      "SELECT id, since, attempts, units, checksum, headers, body, NULL FROM record";

  /** Those that were set apart. */
  static final String APART =
      "SELECT id, since, attempts, units, checksum, headers, body, reason FROM quarantine";

  private static final String AFTER = " WHERE id > ? ORDER BY id LIMIT ?";
  private static final String APPEND =
      "INSERT INTO record (since, attempts, units, size, checksum, headers, body)"
          + " VALUES (?, 0, ?, ?, ?, ?, ?) RETURNING id";
  private static final String REMOVE = "DELETE FROM record WHERE id = ? RETURNING size, units";
  private static final String REMOVE_APART =
      "DELETE FROM quarantine WHERE id = ? RETURNING size, units";
  private static final String SET_APART =
      "INSERT OR REPLACE INTO quarantine"
          + " (id, since, attempts, units, size, checksum, at, reason, headers, body)"
          + " SELECT id, since, attempts, units, size, checksum, ?, ?, headers, body"
          + " FROM record WHERE id = ?";
  private static final String PUT_BACK =
      "INSERT INTO record (since, attempts, units, size, checksum, headers, body)"
          + " SELECT since, 0, units, size, checksum, headers, body FROM quarantine WHERE id = ?";
  private static final String COPY =
      "INSERT OR IGNORE INTO record (id, since, attempts, units, size, checksum, headers, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String COPY_APART =
      "INSERT OR IGNORE INTO quarantine"
          + " (id, since, attempts, units, size, checksum, headers, body, at, reason)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)";
  private static final String SPAN = "SELECT id, since FROM record ORDER BY id LIMIT 1";

  private final SqliteFile file;

  SqliteRows(SqliteFile file) {
    this.file = file;
  }

  /** A message that was taken out. */
  record Gone(long size, long units) {}

  long append(Entry entry, long now) throws SQLException {
    PreparedStatement insert = file.prepared(APPEND);
    insert.setLong(1, now);
    insert.setInt(2, entry.units());
    insert.setLong(3, entry.size());
    insert.setLong(4, entry.checksum());
    insert.setBytes(5, entry.encodedHeaders());
    insert.setBytes(6, entry.body());
    try (ResultSet made = insert.executeQuery()) {
      made.next();
      return made.getLong(1);
    }
  }

  @Nullable Gone remove(long id) throws SQLException {
    return remove(REMOVE, id);
  }

  @Nullable Gone removeApart(long id) throws SQLException {
    return remove(REMOVE_APART, id);
  }

  private @Nullable Gone remove(String sql, long id) throws SQLException {
    PreparedStatement delete = file.prepared(sql);
    delete.setLong(1, id);
    try (ResultSet gone = delete.executeQuery()) {
      return gone.next() ? new Gone(gone.getLong(1), gone.getLong(2)) : null;
    }
  }

  void setApart(long id, String reason, long now) throws SQLException {
    PreparedStatement copy = file.prepared(SET_APART);
    copy.setLong(1, now);
    copy.setString(2, reason);
    copy.setLong(3, id);
    copy.executeUpdate();
  }

  /** Copies a message that is apart to the end of the queue. */
  void putBack(long id) throws SQLException {
    PreparedStatement copy = file.prepared(PUT_BACK);
    copy.setLong(1, id);
    copy.executeUpdate();
  }

  /** The oldest messages that are apart. */
  List<Long> oldestApart(int count) throws SQLException {
    PreparedStatement select = file.prepared("SELECT id FROM quarantine ORDER BY id LIMIT ?");
    select.setInt(1, count);
    List<Long> ids = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  long[] ids(String table) throws SQLException {
    LongStream.Builder ids = LongStream.builder();
    String select = "SELECT id FROM " + table + " ORDER BY id";
    try (ResultSet rows = file.prepared(select).executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids.build().toArray();
  }

  /** The oldest message behind this one; 0 if there is none. */
  long oldestAfter(long id) throws SQLException {
    PreparedStatement select =
        file.prepared("SELECT id FROM record WHERE id > ? ORDER BY id LIMIT 1");
    select.setLong(1, id);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  Span span() throws SQLException {
    long newest = file.number("SELECT seq FROM sqlite_sequence WHERE name = 'record'");
    try (ResultSet row = file.prepared(SPAN).executeQuery()) {
      return row.next()
          ? new Span(row.getLong(1), row.getLong(2), newest)
          : new Span(newest + 1, 0, newest);
    }
  }

  List<Spooled> page(String select, long after, int count, long bytes)
      throws SQLException, StoreException {
    PreparedStatement query = file.prepared(select + AFTER);
    query.setLong(1, after);
    query.setInt(2, count);
    List<Spooled> page = new ArrayList<>();
    long read = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (read < bytes && rows.next()) {
        Spooled message = message(rows);
        page.add(message);
        read += message.entry().size();
      }
    }
    return page;
  }

  /** The message with this id; null if there is none. */
  @Nullable Spooled one(String select, long id) throws SQLException, StoreException {
    PreparedStatement query = file.prepared(select + " WHERE id = ?");
    query.setLong(1, id);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? message(rows) : null;
    }
  }

  /** Reads all of them, to see whether that is possible. */
  void readAll(String select) throws SQLException, StoreException {
    try (ResultSet rows = file.prepared(select).executeQuery()) {
      while (rows.next()) {
        message(rows);
      }
    }
  }

  private Spooled message(ResultSet row) throws SQLException, StoreException {
    long id = row.getLong(1);
    byte[] headers = row.getBytes(6);
    byte[] body = row.getBytes(7);
    if (headers != null && body != null) {
      Entry entry = Entry.stored(body, headers, row.getInt(4));
      if (entry.checksum() == row.getLong(5)) {
        return new Spooled(id, row.getLong(2), row.getInt(3), entry, row.getString(8));
      }
    }
    throw new StoreException(
        StoreException.Cause.DAMAGED,
        "the spool %s is damaged: message %d isn't what was put in".formatted(file.path(), id));
  }

  int copy(Spooled old) throws SQLException {
    Entry entry = old.entry();
    PreparedStatement insert = file.prepared(old.reason() == null ? COPY : COPY_APART);
    insert.setLong(1, old.id());
    insert.setLong(2, old.since());
    insert.setInt(3, old.attempts());
    insert.setInt(4, entry.units());
    insert.setLong(5, entry.size());
    insert.setLong(6, entry.checksum());
    insert.setBytes(7, entry.encodedHeaders());
    insert.setBytes(8, entry.body());
    if (old.reason() != null) {
      insert.setString(9, old.reason());
    }
    return insert.executeUpdate();
  }

  void removeBefore(long id) throws SQLException {
    PreparedStatement delete = file.prepared("DELETE FROM record WHERE id < ?");
    delete.setLong(1, id);
    delete.executeUpdate();
  }

  /** No new message shall have an id of one that may have been there. */
  void neverUseUpTo(long id) throws SQLException {
    long newest = Math.max(id, span().newest());
    file.run("DELETE FROM sqlite_sequence WHERE name = 'record'");
    PreparedStatement insert = file.prepared("INSERT INTO sqlite_sequence VALUES ('record', ?)");
    insert.setLong(1, newest);
    insert.executeUpdate();
  }
}
