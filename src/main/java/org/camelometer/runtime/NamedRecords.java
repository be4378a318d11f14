package org.camelometer.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camelometer.component.spool.SpoolFile;
import org.camelometer.component.spool.SpoolRecord;
import org.camelometer.component.spool.StoreException;

/**
 * Records of a spool that somebody named.
 *
 * @param spool its name
 */
record NamedRecords(String spool, SpoolFile file) {

  /** A record, whether it waits or was set apart. */
  Optional<SpoolRecord> find(long id) throws StoreException {
    return Stream.concat(file.quarantined(id - 1, 1).stream(), file.pending(id - 1, 1).stream())
        .filter(found -> found.id() == id)
        .findFirst();
  }

  /** What to say of one that isn't there. */
  String absent(long id) {
    return "The spool %s has no record %d.".formatted(spool, id);
  }

  /**
   * A sentence for each that isn't where it is looked for.
   *
   * @param apart whether it should have been set apart, or wait
   * @param instead what to say of one that is in the other place, behind its name
   */
  List<String> misplaced(long[] ids, boolean apart, String instead) throws StoreException {
    List<String> sentences = new ArrayList<>();
    for (long id : ids) {
      Optional<SpoolRecord> found = find(id);
      if (found.isEmpty()) {
        sentences.add(absent(id));
      } else if ((found.get().reason() != null) != apart) {
        sentences.add("Record %d of the spool %s %s.".formatted(id, spool, instead));
      }
    }
    return sentences;
  }
}
