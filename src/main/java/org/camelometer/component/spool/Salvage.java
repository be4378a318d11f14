package org.camelometer.component.spool;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what can be read of a damaged file: in order up to the first damage, and from there number
 * by number, since a page that is gone takes few messages with it.
 */
final class Salvage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);

  /** How many numbers are asked for at most, some seconds' worth. */
  private static final long MOST = 500_000;

  /** After so many failures one behind the other, the rest is taken for gone. */
  private static final int ENOUGH = 20_000;

  private final SqliteFile damaged;
  private final SqliteRows rows;
  private final SqliteStore into;
  private long saved;

  private Salvage(SqliteFile damaged, SqliteStore into) {
    this.damaged = damaged;
    this.rows = new SqliteRows(damaged);
    this.into = into;
  }

  /**
   * Copies what can be read, and commits it.
   *
   * @param known a state of the file that is known from elsewhere; null if none is
   * @return what the totals must balance with: the latest state that is known
   */
  static @Nullable State copy(Path damaged, SqliteStore into, @Nullable State known)
      throws StoreException {
    SqliteFile file;
    try {
      file = SqliteFile.damaged(damaged);
    } catch (StoreException e) {
      LOG.debug("{} can't be read at all", damaged, e);
      return known;
    }
    try (Salvage salvage = new Salvage(file, into)) {
      State state = later(known, salvage.state());
      salvage.copy(SqliteRows.QUEUE, state);
      salvage.copy(SqliteRows.APART, state);
      into.commit();
      return state;
    }
  }

  private static @Nullable State later(@Nullable State one, @Nullable State other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.revision() >= other.revision() ? one : other;
  }

  /** What the file says itself; which messages were done with then is not to be relied on. */
  private @Nullable State state() {
    try {
      State read = new SqliteState(damaged).read();
      Span span = new Span(0, 0, read.span().newest());
      return new State(read.revision(), read.content(), span);
    } catch (SQLException | StoreException e) {
      damaged.forget();
      LOG.debug("{} doesn't know its own state any more", damaged.path(), e);
      return null;
    }
  }

  private void copy(String select, @Nullable State state) throws StoreException {
    long reached = 0;
    try {
      Spooled next = readable(() -> first(rows.page(select, 0, 1, 1)));
      while (next != null) {
        reached = next.id();
        long after = reached;
        save(next);
        next = readable(() -> first(rows.page(select, after, 1, 1)));
      }
    } catch (StoreException e) {
      rethrowUnlessDamaged(e);
      LOG.debug("{} can be read up to message {}", damaged.path(), reached, e);
      copyOneByOne(select, reached, state);
    }
  }

  private static @Nullable Spooled first(List<Spooled> page) {
    return page.isEmpty() ? null : page.get(0);
  }

  private void copyOneByOne(String select, long reached, @Nullable State state)
      throws StoreException {
    long newest = state == null ? reached + MOST : state.span().newest();
    long oldest = state == null ? 0 : state.span().oldest();
    long first = Math.max(Math.max(reached + 1, newest - MOST), oldest);
    int inVain = 0;
    for (long id = first; id <= newest && inVain < ENOUGH; id++) {
      long one = id;
      try {
        Spooled message = readable(() -> rows.one(select, one));
        inVain = 0;
        if (message != null) {
          save(message);
        }
      } catch (StoreException e) {
        rethrowUnlessDamaged(e);
        inVain++;
      }
    }
  }

  private interface Read {
    @Nullable Spooled done() throws SQLException, StoreException;
  }

  /** Whatever is in the way of reading is damage. */
  private @Nullable Spooled readable(Read read) throws StoreException {
    try {
      return read.done();
    } catch (SQLException e) {
      throw new StoreException(
          StoreException.Cause.DAMAGED, String.valueOf(e.getMessage()), damaged.failure(e));
    }
  }

  private static void rethrowUnlessDamaged(StoreException e) throws StoreException {
    if (e.kind() != StoreException.Cause.DAMAGED) {
      throw e;
    }
  }

  private void save(Spooled message) throws StoreException {
    into.copy(message);
    if (++saved % 100 == 0) {
      into.commit();
    }
  }

  @Override
  public void close() {
    damaged.close();
  }
}
