package org.camelometer.component.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of SQLite means for a spool. */
final class SqliteFailure {
  /** With less room than that, a write that fails is said to have failed for want of it. */
  private static final long NO_ROOM = 1L << 20;

  private static final Set<SQLiteErrorCode> DAMAGE =
      Set.of(
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_CORRUPT_INDEX,
          SQLiteErrorCode.SQLITE_CORRUPT_SEQUENCE,
          SQLiteErrorCode.SQLITE_CORRUPT_VTAB,
          SQLiteErrorCode.SQLITE_NOTADB,
          SQLiteErrorCode.SQLITE_IOERR_SHORT_READ,
          SQLiteErrorCode.SQLITE_IOERR_CORRUPTFS,
          SQLiteErrorCode.SQLITE_IOERR_DATA);

  /** What a disk without room may look like, beside SQLITE_FULL: quotas, fsync, shared memory. */
  private static final Set<SQLiteErrorCode> PERHAPS_FULL =
      Set.of(
          SQLiteErrorCode.SQLITE_IOERR_WRITE,
          SQLiteErrorCode.SQLITE_IOERR_FSYNC,
          SQLiteErrorCode.SQLITE_IOERR_TRUNCATE,
          SQLiteErrorCode.SQLITE_IOERR_SHMOPEN,
          SQLiteErrorCode.SQLITE_IOERR_SHMSIZE,
          SQLiteErrorCode.SQLITE_IOERR_SHMMAP,
          SQLiteErrorCode.SQLITE_CANTOPEN);

  private SqliteFailure() {}

  static StoreException of(Path path, SQLException e) {
    StoreException.Cause kind = kind(path, e);
    String sentence =
        switch (kind) {
          case FULL -> "the spool %s can't grow: its disk is full".formatted(path);
          case DAMAGED -> "the spool %s is damaged: %s".formatted(path, e.getMessage());
          case OTHER -> "the spool %s can't be used: %s".formatted(path, e.getMessage());
        };
    return new StoreException(kind, sentence, e);
  }

  private static StoreException.Cause kind(Path path, SQLException e) {
    if (!(e instanceof SQLiteException known)) {
      return StoreException.Cause.OTHER;
    }
    SQLiteErrorCode code = known.getResultCode();
    if (DAMAGE.contains(code) || lacksTables(e)) {
      return StoreException.Cause.DAMAGED;
    }
    boolean full =
        code == SQLiteErrorCode.SQLITE_FULL || (PERHAPS_FULL.contains(code) && hasNoRoom(path));
    return full ? StoreException.Cause.FULL : StoreException.Cause.OTHER;
  }

  /** A file that was emptied is a database like any other, with nothing in it. */
  private static boolean lacksTables(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("no such table") || message.contains("no such column");
  }

  private static boolean hasNoRoom(Path path) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      return folder != null && Files.getFileStore(folder).getUsableSpace() < NO_ROOM;
    } catch (IOException e) {
      return false;
    }
  }
}
