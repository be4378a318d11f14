package org.camelometer.keystone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problems;
import org.camelometer.definition.YamlDocument;
import org.camelometer.definition.YamlNode;

/**
 * {@code clouds.yaml} as OpenStack's own clients have it, with the {@code secure.yaml} beside it
 * that may hold the passwords. The first file counts of {@code OS_CLIENT_CONFIG_FILE}, the folder
 * that the agent runs in, {@code ~/.config/openstack} and {@code /etc/openstack}; vendors' profiles
 * aren't read.
 */
final class CloudsFile {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  private final Surroundings surroundings;
  private final Problems problems;

  CloudsFile(Surroundings surroundings, Problems problems) {
    this.surroundings = surroundings;
    this.problems = problems;
  }

  /**
   * What it says about a cloud; empty if a problem was noted.
   *
   * @param place where the cloud's name was written
   */
  Optional<Values> cloud(String name, Position place) {
    Optional<Path> file = find("OS_CLIENT_CONFIG_FILE", "clouds");
    if (file.isEmpty()) {
      problems.error(
          place,
          "the cloud '%s' is in no clouds.yaml: there is none in %s; write one, or name it in"
                  .formatted(name, String.join(", ", folders().map(Path::toString).toList()))
              + " OS_CLIENT_CONFIG_FILE");
      return Optional.empty();
    }
    Map<String, YamlNode.Entry> clouds = clouds(file.get());
    YamlNode.Entry cloud = clouds.get(name);
    if (cloud == null) {
      if (!problems.hasErrors()) {
        problems.error(
            place,
            "%s has no cloud '%s'%s"
                .formatted(file.get(), name, Nearest.hint(name, clouds.keySet())));
      }
      return Optional.empty();
    }
    return Optional.of(values(name, file.get(), cloud));
  }

  private Values values(String name, Path file, YamlNode.Entry cloud) {
    Map<String, String> written = new TreeMap<>();
    Map<String, Position> places = new HashMap<>();
    take(cloud.value(), written, places);
    find("OS_CLIENT_SECURE_FILE", "secure")
        .map(secure -> clouds(secure).get(name))
        .ifPresent(secure -> take(secure.value(), written, places));
    return new Values(
        CredentialKeys.today(written),
        places,
        new Position(file.toString(), cloud.key().line(), cloud.key().column()),
        key -> "%s of cloud '%s'".formatted(key, name));
  }

  /** Takes the keys of a cloud and of its {@code auth}; what is there already gives way. */
  private void take(YamlNode cloud, Map<String, String> written, Map<String, Position> places) {
    cloud
        .entries(problems)
        .forEach(
            (key, entry) -> {
              YamlNode value = entry.value();
              if (key.equals("auth")) {
                take(value, written, places);
              } else if (key.equals("verify")) {
                boolean off = Boolean.FALSE.equals(value.value());
                written.put("insecure", String.valueOf(off));
                places.put("insecure", value.position());
              } else if (!value.isMapping() && !value.isList() && !value.isNull()) {
                String today = CredentialKeys.today(key);
                written.put(today, value.text());
                places.put(today, value.position());
              }
            });
  }

  private Map<String, YamlNode.Entry> clouds(Path file) {
    return YamlDocument.read(file, problems)
        .map(root -> root.entries(problems).get("clouds"))
        .map(clouds -> clouds.value().entries(problems))
        .orElse(Map.of());
  }

  private Optional<Path> find(String variable, String name) {
    String named = surroundings.environment().get(variable);
    if (named != null && !named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    return folders()
        .flatMap(folder -> ENDINGS.stream().map(ending -> folder.resolve(name + ending)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private Stream<Path> folders() {
    return Stream.of(
        surroundings.here().toAbsolutePath(),
        surroundings.home().resolve(".config/openstack"),
        Path.of("/etc/openstack"));
  }
}
