package org.camelometer.component.spool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A SQLite file with the tables of a spool, and one connection to it. For one thread. */
final class SqliteFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);

  /** The order matters: how pages are given back can't be changed once there are tables. */
  private static final List<String> BEGINNING =
      List.of(
          "PRAGMA busy_timeout=5000",
          "PRAGMA auto_vacuum=INCREMENTAL",
          "PRAGMA journal_mode=WAL",
          "PRAGMA synchronous=FULL",
          "CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " since INTEGER NOT NULL, attempts INTEGER NOT NULL, units INTEGER NOT NULL,"
              + " size INTEGER NOT NULL, headers BLOB NOT NULL, body BLOB NOT NULL)",
          "CREATE TABLE IF NOT EXISTS quarantine (id INTEGER PRIMARY KEY, since INTEGER NOT NULL,"
              + " at INTEGER NOT NULL, attempts INTEGER NOT NULL, units INTEGER NOT NULL,"
              + " reason TEXT NOT NULL, headers BLOB NOT NULL, body BLOB NOT NULL)",
          "CREATE TABLE IF NOT EXISTS totals (one INTEGER PRIMARY KEY CHECK (one = 1),"
              + " accepted INTEGER NOT NULL, delivered INTEGER NOT NULL, dropped INTEGER NOT NULL,"
              + " quarantined INTEGER NOT NULL, lost INTEGER NOT NULL)",
          "INSERT OR IGNORE INTO totals VALUES (1, 0, 0, 0, 0, 0)");

  private final Path path;
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private SqliteFile(Path path, Connection connection) {
    this.path = path;
    this.connection = connection;
  }

  /**
   * Opens it, or makes it.
   *
   * @throws StoreException if that can't be done, or it is damaged
   */
  static SqliteFile open(Path path) throws StoreException {
    SqliteFile file = null;
    try {
      file = new SqliteFile(path, DriverManager.getConnection("jdbc:sqlite:" + path));
      try (Statement statement = file.connection.createStatement()) {
        for (String sql : BEGINNING) {
          statement.execute(sql);
        }
      }
      file.connection.setAutoCommit(false);
      return file;
    } catch (SQLException e) {
      if (file != null) {
        file.close();
      }
      throw failure(path, e);
    }
  }

  /** What is in it, counted. */
  Content content() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet sums =
            statement.executeQuery("SELECT count(*), coalesce(sum(size), 0) FROM record")) {
      sums.next();
      return new Content(sums.getLong(1), sums.getLong(2), totals());
    }
  }

  private Totals totals() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT accepted, delivered, dropped, quarantined, lost FROM totals")) {
      row.next();
      return new Totals(
          row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
  }

  /** A statement that is kept; whoever asks for it runs it to its end before asking again. */
  PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  StoreException failure(SQLException e) {
    return failure(path, e);
  }

  private static StoreException failure(Path path, SQLException e) {
    StoreException.Cause kind = kind(e);
    String sentence =
        switch (kind) {
          case FULL -> "the spool %s can't grow: its disk is full".formatted(path);
          case DAMAGED -> "the spool %s is damaged: %s".formatted(path, e.getMessage());
          case OTHER -> "the spool %s can't be used: %s".formatted(path, e.getMessage());
        };
    return new StoreException(kind, sentence, e);
  }

  private static StoreException.Cause kind(SQLException e) {
    if (e instanceof SQLiteException known) {
      SQLiteErrorCode code = known.getResultCode();
      String name = code.name();
      if (name.startsWith("SQLITE_CORRUPT")
          || code == SQLiteErrorCode.SQLITE_NOTADB
          || code == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ) {
        return StoreException.Cause.DAMAGED;
      }
      if (code == SQLiteErrorCode.SQLITE_FULL) {
        return StoreException.Cause.FULL;
      }
    }
    return StoreException.Cause.OTHER;
  }

  @Override
  public void close() {
    try {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
      connection.close();
    } catch (SQLException e) {
      LOG.debug("Closing the spool {} failed", path, e);
    }
  }
}
