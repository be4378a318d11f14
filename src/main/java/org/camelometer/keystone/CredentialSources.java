package org.camelometer.keystone;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.References;
import org.camelometer.definition.Settings;

/**
 * Finds the agent's credentials in the first of these that has any, and takes them from there
 * alone, so that no password of one cloud is sent to another:
 *
 * <ol>
 *   <li>the settings {@code camelometer.keystone.*}, by the names of Ceilometer's {@code
 *       [service_credentials]}, with hyphens or underscores
 *   <li>a cloud of {@code clouds.yaml}, named by {@code camelometer.keystone.cloud} or {@code
 *       OS_CLOUD}
 *   <li>the variables {@code OS_*}
 * </ol>
 *
 * <p>What says how services are asked (region, interface, TLS) may stand in the settings beside
 * credentials from elsewhere, and wins there.
 */
public final class CredentialSources {
  private static final String PREFIX = "camelometer.keystone.";
  private static final String CLOUD = PREFIX + "cloud";

  private final Values settings;
  private final Optional<String> cloud;
  private final Position cloudPlace;
  private final Surroundings surroundings;

  private CredentialSources(
      Values settings, Optional<String> cloud, Position cloudPlace, Surroundings surroundings) {
    this.settings = settings;
    this.cloud = cloud.filter(name -> !name.isBlank());
    this.cloudPlace = cloudPlace;
    this.surroundings = surroundings;
  }

  /** The settings that it reads, by their names of today. */
  public static List<String> settings() {
    return Stream.concat(
            Stream.of(CLOUD),
            Stream.concat(CredentialKeys.IDENTITY.stream(), CredentialKeys.MANNERS.stream())
                .sorted()
                .map(key -> PREFIX + key.replace('_', '-')))
        .toList();
  }

  /** The same by all their names. */
  public static List<String> allSettings() {
    return Stream.concat(
            settings().stream(),
            CredentialKeys.all().stream()
                .flatMap(key -> Stream.of(PREFIX + key, PREFIX + key.replace('_', '-'))))
        .distinct()
        .toList();
  }

  /** Those of an agent. */
  public static CredentialSources of(Settings settings, Surroundings surroundings) {
    Map<String, String> written = new TreeMap<>();
    Map<String, Position> places = new HashMap<>();
    for (String key : CredentialKeys.all()) {
      Stream.of(key.replace('_', '-'), key)
          .map(name -> PREFIX + name)
          .filter(name -> settings.get(name).isPresent())
          .forEach(
              name -> {
                written.put(key, resolved(settings.get(name, ""), settings.position(name)));
                places.put(CredentialKeys.today(key), settings.position(name));
              });
    }
    Values values =
        new Values(
            CredentialKeys.today(written),
            places,
            settings.position(PREFIX + "auth-url"),
            key -> PREFIX + key.replace('_', '-'));
    return new CredentialSources(
        values, settings.get(CLOUD), settings.position(CLOUD), surroundings);
  }

  /**
   * Those of a section such as Ceilometer's {@code [service_credentials]}.
   *
   * @param place the file that it stands in
   */
  public static CredentialSources of(
      Map<String, String> section, Position place, Surroundings surroundings) {
    Values values =
        new Values(CredentialKeys.today(section), Map.of(), place, key -> "'" + key + "'");
    return new CredentialSources(
        values, Optional.ofNullable(section.get("cloud")), place, surroundings);
  }

  /**
   * The credentials; empty if there are none anywhere.
   *
   * @throws DefinitionException with everything that is wrong with them
   */
  public Optional<Credentials> find() {
    if (settings.values().keySet().stream().anyMatch(CredentialKeys.IDENTITY::contains)) {
      return Optional.of(new CredentialsReader(settings).read());
    }
    return elsewhere().map(values -> new CredentialsReader(values.under(settings)).read());
  }

  /** Secrets may stand elsewhere. */
  private static String resolved(String text, Position place) {
    References references = References.in(text, place);
    return references.resolve(references.marked());
  }

  private Optional<Values> elsewhere() {
    Map<String, String> environment = surroundings.environment();
    Optional<String> variable =
        Optional.ofNullable(environment.get("OS_CLOUD")).filter(name -> !name.isBlank());
    if (cloud.isPresent()) {
      return Optional.of(cloud(cloud.get(), cloudPlace));
    }
    if (variable.isPresent()) {
      return Optional.of(cloud(variable.get(), Position.of("environment variable OS_CLOUD")));
    }
    return environment.containsKey("OS_AUTH_URL") ? Optional.of(variables()) : Optional.empty();
  }

  private Values cloud(String name, Position place) {
    Problems problems = new Problems();
    Optional<Values> values = new CloudsFile(surroundings, problems).cloud(name, place);
    problems.throwIfErrors();
    return values.orElseThrow(
        () -> new DefinitionException(place, "the cloud '%s' can't be read".formatted(name)));
  }

  private Values variables() {
    Map<String, String> values = new TreeMap<>();
    for (String key : CredentialKeys.all()) {
      String value = surroundings.environment().get(variable(key));
      if (value != null) {
        values.put(key, value);
      }
    }
    return new Values(
        CredentialKeys.today(values),
        Map.of(),
        Position.of("environment"),
        CredentialSources::variable);
  }

  /** {@code OS_AUTH_URL} and so on; some have names that differ from the keys. */
  private static String variable(String key) {
    String name =
        switch (key) {
          case "cafile" -> "cacert";
          case "certfile" -> "cert";
          case "keyfile" -> "key";
          default -> key;
        };
    return "OS_" + name.toUpperCase(Locale.ROOT);
  }
}
