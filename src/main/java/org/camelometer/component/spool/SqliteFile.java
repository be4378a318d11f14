package org.camelometer.component.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** A SQLite file with the tables of a spool, and one connection to it. For one thread. */
final class SqliteFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);

  /** Says that a file is a spool; the letters SPOL. */
  private static final int APPLICATION = 0x53504F4C;

  /** The form of the tables below; a later form gets a higher number. */
  private static final int FORM = 2;

  /** The write-ahead log goes to the file when it has so many pages: 4 MiB. */
  private static final int CHECKPOINT_PAGES = 512;

  /**
   * The order matters: neither the pages nor how they are given back change once there are tables.
   */
  private static final List<String> SHAPE =
      List.of("PRAGMA page_size=8192", "PRAGMA auto_vacuum=INCREMENTAL", "PRAGMA journal_mode=WAL");

  private static final List<String> MANNERS =
      List.of(
          "PRAGMA synchronous=FULL",
          "PRAGMA wal_autocheckpoint=" + CHECKPOINT_PAGES,
          "PRAGMA journal_size_limit=8388608",
          "PRAGMA cache_size=-8192");

  private static final List<String> TABLES =
      List.of(
          "BEGIN IMMEDIATE",
          "CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY AUTOINCREMENT,"
              + " since INTEGER NOT NULL, attempts INTEGER NOT NULL, units INTEGER NOT NULL,"
              + " size INTEGER NOT NULL, checksum INTEGER NOT NULL,"
              + " headers BLOB NOT NULL, body BLOB NOT NULL)",
          "CREATE TABLE IF NOT EXISTS quarantine (id INTEGER PRIMARY KEY,"
              + " since INTEGER NOT NULL, attempts INTEGER NOT NULL, units INTEGER NOT NULL,"
              + " size INTEGER NOT NULL, checksum INTEGER NOT NULL, at INTEGER NOT NULL,"
              + " reason TEXT NOT NULL, headers BLOB NOT NULL, body BLOB NOT NULL)",
          "CREATE TABLE IF NOT EXISTS state (one INTEGER PRIMARY KEY CHECK (one = 1),"
              + " revision INTEGER NOT NULL, count INTEGER NOT NULL, bytes INTEGER NOT NULL,"
              + " accepted INTEGER NOT NULL, delivered INTEGER NOT NULL, refused INTEGER NOT NULL,"
              + " dropped INTEGER NOT NULL, quarantined INTEGER NOT NULL, lost INTEGER NOT NULL,"
              + " apart INTEGER NOT NULL, apart_bytes INTEGER NOT NULL, apart_units INTEGER NOT NULL,"
              + " checksum INTEGER NOT NULL, turned_away INTEGER NOT NULL DEFAULT 0)",
          SqliteState.FIRST,
          "PRAGMA application_id=" + APPLICATION,
          "PRAGMA user_version=" + FORM,
          "COMMIT");

  /** The first form didn't count what was turned away. */
  private static final List<String> FROM_THE_FIRST_FORM =
      List.of(
          "BEGIN IMMEDIATE",
          "ALTER TABLE state ADD COLUMN turned_away INTEGER NOT NULL DEFAULT 0",
          "PRAGMA user_version=" + FORM,
          "COMMIT");

  private final Path path;
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private SqliteFile(Path path, SQLiteConfig config) throws SQLException {
    config.setGetGeneratedKeys(false);
    config.setBusyTimeout(5000);
    this.path = path;
    this.connection = config.createConnection("jdbc:sqlite:" + path);
  }

  /**
   * Opens it, or makes it.
   *
   * @throws StoreException if that can't be done, or it is damaged
   */
  static SqliteFile open(Path path) throws StoreException {
    boolean fresh = !Files.exists(path);
    SqliteFile file = open(path, new SQLiteConfig());
    try {
      file.runAll(SHAPE);
      file.runAll(MANNERS);
      file.checkForm();
      if (file.number("PRAGMA user_version") == 0) {
        file.runAll(TABLES);
      }
      file.renewForm();
      if (fresh) {
        syncFolder(path);
      }
      return file;
    } catch (SQLException e) {
      file.close();
      throw file.failure(e);
    } catch (StoreException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Opens one that is there, to look into it or to change it.
   *
   * @throws StoreException if there is none
   */
  static SqliteFile existing(Path path) throws StoreException {
    if (!Files.isRegularFile(path)) {
      throw new StoreException(StoreException.Cause.OTHER, "there is no spool " + path);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    SqliteFile file = open(path, config);
    try {
      file.checkForm();
      if (file.number("PRAGMA user_version") == 0) {
        throw new StoreException(StoreException.Cause.OTHER, path + " is no spool");
      }
      file.runAll(MANNERS);
      file.renewForm();
      return file;
    } catch (SQLException e) {
      file.close();
      throw file.failure(e);
    } catch (StoreException e) {
      file.close();
      throw e;
    }
  }

  /** Opens a damaged one to read what can be read, without a change to it. */
  static SqliteFile damaged(Path path) throws StoreException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SqliteFile file = open(path, config);
    try { // or SQLite opens none that is shorter than it says itself
      file.run("PRAGMA writable_schema=ON");
      return file;
    } catch (SQLException e) {
      file.close();
      throw file.failure(e);
    }
  }

  private static SqliteFile open(Path path, SQLiteConfig config) throws StoreException {
    try {
      return new SqliteFile(path, config);
    } catch (SQLException e) {
      throw SqliteFailure.of(path, e);
    }
  }

  private void checkForm() throws SQLException, StoreException {
    long application = number("PRAGMA application_id");
    long form = number("PRAGMA user_version");
    boolean others = application != APPLICATION && (application != 0 || form != 0);
    if (others || form > FORM) {
      throw new StoreException(
          StoreException.Cause.OTHER,
          others
              ? path + " is a SQLite file, but no spool"
              : "the spool %s was written by a newer version of this program".formatted(path));
    }
  }

  private void renewForm() throws SQLException {
    if (number("PRAGMA user_version") < FORM) {
      runAll(FROM_THE_FIRST_FORM);
    }
  }

  /** A new file is only there for good once its folder is on disk, too. */
  static void syncFolder(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException e) {
        LOG.debug("{} can't be synchronized", folder, e);
      }
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

  /** Runs a statement to its end, whatever it tells. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private void runAll(List<String> statements) throws SQLException {
    for (String sql : statements) {
      run(sql);
    }
  }

  /** The first number of the first row; 0 if there is none. */
  long number(String sql) throws SQLException {
    try (ResultSet row = prepared(sql).executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Changes whenever another connection has changed something. */
  long version() throws SQLException {
    return number("PRAGMA data_version");
  }

  Path path() {
    return path;
  }

  /** What a failure means. The statements are made anew: the driver closes one that has failed. */
  StoreException failure(SQLException e) {
    forget();
    return SqliteFailure.of(path, e);
  }

  /** Makes all statements anew. */
  void forget() {
    for (PreparedStatement statement : prepared.values()) {
      close(statement);
    }
    prepared.clear();
  }

  private void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      LOG.debug("Something of the spool {} can't be closed", path, e);
    }
  }

  @Override
  public void close() {
    forget();
    close(connection);
  }
}
