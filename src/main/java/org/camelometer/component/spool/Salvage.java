package org.camelometer.component.spool;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could be read of a damaged store: its messages from the oldest up to the first damage, and
 * from the newest down to the last.
 *
 * @param saved how many
 */
record Salvage(int saved) {
  private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);

  /** Copies what can be read, and commits it. */
  static Salvage from(Path damaged, SqliteStore into) throws StoreException {
    int saved = 0;
    long reached = 0;
    try (SqliteStore old = SqliteStore.openDamaged(damaged)) {
      try {
        List<Spooled> page = old.page(reached, 1, 1);
        while (!page.isEmpty()) {
          into.copy(page.get(0));
          saved++;
          reached = page.get(0).id();
          page = old.page(reached, 1, 1);
        }
      } catch (StoreException e) {
        LOG.debug("{} can be read up to message {}", damaged, reached, e);
        saved += fromTheEnd(old, reached, into);
      }
    } catch (StoreException e) {
      LOG.debug("{} can't be read at all", damaged, e);
    }
    into.commit();
    return new Salvage(saved);
  }

  private static int fromTheEnd(SqliteStore old, long reached, SqliteStore into)
      throws StoreException {
    int saved = 0;
    long before = Long.MAX_VALUE;
    try {
      List<Spooled> last = old.lastBefore(before);
      while (!last.isEmpty() && last.get(0).id() > reached) {
        into.copy(last.get(0));
        saved++;
        before = last.get(0).id();
        last = old.lastBefore(before);
      }
    } catch (StoreException e) {
      LOG.debug("From the end it can be read down to message {}", before, e);
    }
    return saved;
  }
}
