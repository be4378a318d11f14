package org.camelometer.keystone.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The types of services that are called differently in different catalogs. Types of APIs that
 * differ ({@code volumev2}) are no others for the same.
 */
final class ServiceTypes {
  private static final List<Set<String>> SAME =
      List.of(
          Set.of("volumev3", "block-storage", "block-store"),
          Set.of("object-store", "object-storage"),
          Set.of("sharev2", "shared-file-system"),
          Set.of("load-balancer", "load-balancing"),
          Set.of("alarming", "alarm"),
          Set.of("container-infrastructure-management", "container-infra"),
          Set.of("baremetal", "bare-metal"),
          Set.of("messaging", "message"),
          Set.of("workflowv2", "workflow"),
          Set.of("key-manager", "secret-storage"));

  private ServiceTypes() {}

  /** All names of a type, the given one first. */
  static Set<String> names(String type) {
    Set<String> names = new LinkedHashSet<>();
    names.add(type);
    SAME.stream()
        .filter(same -> same.contains(type))
        .forEach(same -> same.stream().sorted().forEach(names::add));
    return names;
  }
}
