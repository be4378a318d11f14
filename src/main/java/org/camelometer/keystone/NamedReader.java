package org.camelometer.keystone;

import java.util.Optional;
import org.camelometer.definition.Problems;

/** Reads {@code <what>_id}, {@code <what>_name} and the domain of the latter. For one thread. */
record NamedReader(Values values, Problems problems) {

  /** A domain, by {@code <key>_id} or {@code <key>_name}. */
  Optional<Named> domain(String key) {
    Optional<String> id = values.get(key + "_id");
    Optional<String> name = values.get(key + "_name");
    return id.isEmpty() && name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Named(id, name, Optional.empty()));
  }

  /**
   * Something that lives in a domain.
   *
   * @param nameKey the key of its name
   * @param domainKey what the keys of its domain begin with
   */
  Named inDomain(String idKey, String nameKey, String domainKey) {
    Optional<Named> domain = domain(domainKey).or(() -> domain("default_domain"));
    if (!values.has(idKey) && domain.isEmpty()) {
      values.wrong(
          domainKey + "_name",
          "isn't set, and %s is unique in its domain alone; in most clouds it is Default"
              .formatted(nameKey),
          problems);
    }
    return new Named(values.get(idKey), values.get(nameKey), domain);
  }
}
