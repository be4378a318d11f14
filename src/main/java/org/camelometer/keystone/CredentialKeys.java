package org.camelometer.keystone;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names of credentials, and their older names. */
final class CredentialKeys {
  /** What says who we are; whoever sets one of them sets all that is needed. */
  static final Set<String> IDENTITY =
      Set.of(
          "auth_type",
          "auth_url",
          "username",
          "user_id",
          "password",
          "user_domain_id",
          "user_domain_name",
          "default_domain_id",
          "default_domain_name",
          "project_id",
          "project_name",
          "project_domain_id",
          "project_domain_name",
          "domain_id",
          "domain_name",
          "system_scope",
          "application_credential_id",
          "application_credential_name",
          "application_credential_secret",
          "token");

  /** What says how services are asked; may be added to what another source says. */
  static final Set<String> MANNERS =
      Set.of("region_name", "interface", "cafile", "certfile", "keyfile", "insecure");

  private static final Map<String, String> OLDER =
      Map.ofEntries(
          Map.entry("user_name", "username"),
          Map.entry("tenant_id", "project_id"),
          Map.entry("tenant_name", "project_name"),
          Map.entry("auth_plugin", "auth_type"),
          Map.entry("endpoint_type", "interface"),
          Map.entry("cacert", "cafile"),
          Map.entry("cert", "certfile"),
          Map.entry("key", "keyfile"));

  private CredentialKeys() {}

  /** All of them, as a user may write them. */
  static List<String> all() {
    Set<String> all = new TreeSet<>(IDENTITY);
    all.addAll(MANNERS);
    all.addAll(OLDER.keySet());
    return List.copyOf(all);
  }

  /** A name as it is today: older ones, and those with hyphens, are others for the same. */
  static String today(String key) {
    String plain = key.replace('-', '_');
    return OLDER.getOrDefault(plain, plain);
  }

  /** The values by the names of today; where both stand, today's wins. */
  static Map<String, String> today(Map<String, String> written) {
    Map<String, String> today = new TreeMap<>();
    written.forEach((key, value) -> today.putIfAbsent(today(key), value));
    written.forEach(
        (key, value) -> {
          if (today.containsKey(key)) {
            today.put(key, value);
          }
        });
    return today;
  }
}
