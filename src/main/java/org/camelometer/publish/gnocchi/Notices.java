package org.camelometer.publish.gnocchi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was said already, so that it is said once. For any number of threads. */
final class Notices {
  /** More than anybody has; names of meters come from outside. */
  private static final int MOST = 10_000;

  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /** Whether this is to be said now. */
  boolean isNew(String subject) {
    return said.size() < MOST && said.add(subject);
  }
}
