package org.camelometer.component.spool;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The one row in which a file says what it has in it, and what became of the rest. */
final class SqliteState {
  private static final String READ =
      "SELECT revision, count, bytes, accepted, delivered, refused, dropped, quarantined, lost,"
          + " apart, apart_bytes, apart_units FROM state";
  private static final String WRITE =
      "UPDATE state SET revision = ?, count = ?, bytes = ?, accepted = ?, delivered = ?,"
          + " refused = ?, dropped = ?, quarantined = ?, lost = ?,"
          + " apart = ?, apart_bytes = ?, apart_units = ?";
  private static final String COUNT =
      "SELECT count(*), coalesce(sum(size), 0), coalesce(sum(units), 0) FROM ";

  private final SqliteFile file;

  SqliteState(SqliteFile file) {
    this.file = file;
  }

  State read() throws SQLException {
    Span span = new SqliteRows(file).span();
    try (ResultSet row = file.prepared(READ).executeQuery()) {
      if (!row.next()) {
        return new State(0, Content.NONE, span);
      }
      Totals totals =
          new Totals(
              row.getLong(4),
              row.getLong(5),
              row.getLong(6),
              row.getLong(7),
              row.getLong(8),
              row.getLong(9));
      Content.Share queue = new Content.Share(row.getLong(2), row.getLong(3), totals.pending());
      Content.Share apart = new Content.Share(row.getLong(10), row.getLong(11), row.getLong(12));
      return new State(row.getLong(1), new Content(queue, apart, totals), span);
    }
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
      content.apart().units()
    };
    PreparedStatement update = file.prepared(WRITE);
    for (int i = 0; i < figures.length; i++) {
      update.setLong(i + 1, figures[i]);
    }
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
