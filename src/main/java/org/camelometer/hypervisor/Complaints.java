package org.camelometer.hypervisor;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** Says a thing about a guest once, as long as that guest is there. For any number of threads. */
public final class Complaints {
  private final Logger log;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  public Complaints(Logger log) {
    this.log = log;
  }

  /** Warns, if nothing was said of this guest yet. */
  public void about(String guestId, String sentence) {
    if (told.add(guestId)) {
      log.warn(sentence);
    }
  }

  /** Forgets those that are gone. */
  public void keep(Collection<String> guestIds) {
    told.retainAll(guestIds);
  }
}
