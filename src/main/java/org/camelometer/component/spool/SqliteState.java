package org.camelometer.component.spool;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;

/** The one row in which a file says what it has in it, and what became of the rest. */
final class SqliteState {
  private static final String FIGURES =
      "revision, count, bytes, accepted, delivered, refused, dropped, quarantined, lost,"
          + " apart, apart_bytes, apart_units, turned_away, checksum";

  private static final int SIZE = 13;

  private static final String READ = "SELECT " + FIGURES + " FROM state";
  private static final String WRITE =
      "UPDATE state SET (" + FIGURES + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String COUNT =
      "SELECT count(*), coalesce(sum(size), 0), coalesce(sum(units), 0) FROM ";

  /** Makes the row of a file that has nothing in it. */
  static final String FIRST =
      "INSERT OR IGNORE INTO state (one, "
          + FIGURES
          + ") VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
          + checksum(new long[SIZE])
          + ")";

  private final SqliteFile file;

  SqliteState(SqliteFile file) {
    this.file = file;
  }

  /** The last figure counts if it isn't 0: files of the first form had no such figure. */
  private static long checksum(long[] figures) {
    int last = figures.length - 1;
    int count = figures[last] == 0 ? last : figures.length;
    ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES);
    bytes.asLongBuffer().put(figures, 0, count);
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return sum.getValue();
  }

  /**
   * Reads it.
   *
   * @throws StoreException if it isn't what was written
   */
  State read() throws SQLException, StoreException {
    Span span = new SqliteRows(file).span();
    long[] f = new long[SIZE];
    try (ResultSet row = file.prepared(READ).executeQuery()) {
      boolean there = row.next();
      for (int i = 0; there && i < f.length; i++) {
        f[i] = row.getLong(i + 1);
      }
      if (!there || row.getLong(f.length + 1) != checksum(f)) {
        throw new StoreException(
            StoreException.Cause.DAMAGED,
            "the spool %s is damaged: its totals aren't what was written".formatted(file.path()));
      }
    }
    Totals totals = new Totals(f[3], f[4], f[5], f[6], f[7], f[8], f[12]);
    Content.Share queue = new Content.Share(f[1], f[2], totals.pending());
    Content.Share apart = new Content.Share(f[9], f[10], f[11]);
    return new State(f[0], new Content(queue, apart, totals), span);
  }

  void write(Content content, long revision) throws SQLException {
    Totals totals = content.totals();
    long[] figures = {
      revision,
      content.queue().count(),
      content.queue().bytes(),
      totals.accepted(),
      totals.delivered(),
      totals.refused(),
      totals.dropped(),
      totals.quarantined(),
      totals.lost(),
      content.apart().count(),
      content.apart().bytes(),
      content.apart().units(),
      totals.turnedAway()
    };
    PreparedStatement update = file.prepared(WRITE);
    for (int i = 0; i < figures.length; i++) {
      update.setLong(i + 1, figures[i]);
    }
    update.setLong(figures.length + 1, checksum(figures));
    update.executeUpdate();
  }

  /** What is there, message by message; the totals say nothing. */
  Content count() throws SQLException {
    return new Content(count("record"), count("quarantine"), Totals.NONE);
  }

  private Content.Share count(String table) throws SQLException {
    try (ResultSet row = file.prepared(COUNT + table).executeQuery()) {
      row.next();
      return new Content.Share(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }
}
