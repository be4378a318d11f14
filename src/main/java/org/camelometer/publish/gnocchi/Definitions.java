package org.camelometer.publish.gnocchi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@code gnocchi_resources.yaml} says. Immutable. */
final class Definitions {
  private final String file;
  private final List<ArchivePolicy> policies;
  private final List<ResourceType> types;
  private final Map<String, ResourceType> byMeter = new HashMap<>();

  /**
   * Keeps what was read.
   *
   * @param types of two that have the same metric the latter counts
   */
  Definitions(String file, List<ArchivePolicy> policies, List<ResourceType> types) {
    this.file = file;
    this.policies = List.copyOf(policies);
    this.types = List.copyOf(types);
    types.forEach(type -> type.metrics().keySet().forEach(meter -> byMeter.put(meter, type)));
  }

  /** The file, as users know it. */
  String file() {
    return file;
  }

  List<ArchivePolicy> policies() {
    return policies;
  }

  List<ResourceType> types() {
    return types;
  }

  /** The type of the resources that have this meter. */
  Optional<ResourceType> ofMeter(String meter) {
    return Optional.ofNullable(byMeter.get(meter));
  }
}
