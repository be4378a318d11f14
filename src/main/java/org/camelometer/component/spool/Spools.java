package org.camelometer.component.spool;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The spools that a component has open: one for each file, for all of its producers and consumers.
 * For any number of threads.
 */
final class Spools {
  private final Clock clock;
  private final Executor continuations;
  private final Map<Path, Shared> open = new HashMap<>();

  private static final class Shared {
    final Spool spool;
    int users;

    Shared(Spool spool) {
      this.spool = spool;
    }
  }

  /**
   * None yet.
   *
   * @param continuations runs what comes after in routes
   */
  Spools(Clock clock, Executor continuations) {
    this.clock = clock;
    this.continuations = continuations;
  }

  /** Runs what comes after in routes, which may block. */
  Executor continuations() {
    return continuations;
  }

  /**
   * The spool of a file, to be released once.
   *
   * @param puts whether the caller puts messages in: the last who does says how they are kept
   * @throws StoreException if it can't be opened
   */
  synchronized Spool acquire(SpoolSettings settings, boolean puts) throws StoreException {
    Shared shared = open.get(settings.file());
    if (shared == null) {
      SqliteKeeper keeper = SqliteKeeper.open(settings.file(), clock);
      shared = new Shared(new Spool(settings, keeper, clock));
      open.put(settings.file(), shared);
    } else if (puts) {
      shared.spool.govern(settings);
    }
    shared.users++;
    return shared.spool;
  }

  /** The spool of a file, for a look; null if it isn't open. */
  synchronized @Nullable Spool find(Path file) {
    Shared shared = open.get(file);
    return shared == null ? null : shared.spool;
  }

  /** Lets a spool go; the last to do so closes its file. */
  synchronized void release(SpoolSettings settings) {
    Shared shared = open.get(settings.file());
    if (shared != null && --shared.users == 0) {
      open.remove(settings.file());
      shared.spool.close();
    }
  }
}
