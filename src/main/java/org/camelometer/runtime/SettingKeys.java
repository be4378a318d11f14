package org.camelometer.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Position;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Settings;
import org.camelometer.keystone.CredentialSources;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.openstack.CentralPollsters;

/** The keys that {@code application.properties} may set, and what this version makes of them. */
final class SettingKeys {
  /** Key, and its default as people read it. The README shows this table. */
  static final Map<String, String> KNOWN =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("camelometer.namespaces", "compute"),
              Map.entry("camelometer.pollster-list", ""),
              Map.entry("camelometer.pollsters-definitions-dirs", "pollsters.d"),
              Map.entry("camelometer.pollsters.host-commands", "false"),
              Map.entry("camelometer.host", "the host name"),
              Map.entry("camelometer.sample-source", "openstack"),
              Map.entry("camelometer.telemetry-secret", AgentSettings.DEFAULT_SECRET),
              Map.entry("camelometer.units", "legacy"),
              Map.entry("camelometer.rabbitmq.url", "amqp://guest:guest@127.0.0.1:5672/"),
              Map.entry("camelometer.rabbitmq.ssl-ca-file", ""),
              Map.entry("camelometer.rabbitmq.ssl-cert-file", ""),
              Map.entry("camelometer.rabbitmq.ssl-key-file", ""),
              Map.entry("camelometer.libvirt.uri", "qemu:///system"),
              Map.entry("camelometer.libvirt.connections", "2"),
              Map.entry("camelometer.reserved-metadata-namespace", "metering."),
              Map.entry("camelometer.reserved-metadata-keys", ""),
              Map.entry("camelometer.reserved-metadata-length", "256"),
              Map.entry("camelometer.state-dir", "var"),
              Map.entry("camelometer.pipeline-file", "pipeline.yaml"),
              Map.entry("camelometer.polling-file", "polling.yaml"),
              Map.entry("camelometer.polling.mode", "pipeline"),
              Map.entry("camelometer.polling.batch-size", "500"),
              Map.entry("camelometer.polling.notify-batch-size", "50"),
              Map.entry("camelometer.polling.spread", "10 % of the interval, at most 30 s"),
              Map.entry("camelometer.polling.deadline", "80 % of the interval, at most 30 s"),
              Map.entry("camelometer.transformers.forget-after", "10 intervals, at least an hour"),
              Map.entry("camelometer.management.host", "127.0.0.1"),
              Map.entry("camelometer.management.port", "9876"),
              Map.entry("camelometer.lenient", "false")));

  /** Those of docs/keystone.md, and older names of them. */
  static final List<String> OF_KEYSTONE =
      Stream.of(
              CredentialSources.settings(),
              RequestLimits.settings(),
              List.of(CentralPollsters.IGNORE_DISABLED))
          .flatMap(List::stream)
          .toList();

  private static final Set<String> OF_THE_LAUNCHER =
      Set.of(
          "CAMELOMETER_JAVA_OPTS",
          "CAMELOMETER_JMX_PORT",
          "CAMELOMETER_CLASS_ARCHIVE",
          "CAMELOMETER_TEST_LIBVIRT_URI");

  private SettingKeys() {}

  /** What is wrong with the keys of a file: unknown ones that are, or nearly are, ours. */
  static List<Problem> check(Settings settings, boolean lenient) {
    List<Problem> problems = new ArrayList<>();
    for (String key : settings.keys()) {
      if (isMeantForUs(key) && !isKnown(key)) {
        problems.add(unknown(key, settings, lenient));
      }
    }
    problems.addAll(checkEnvironment(settings));
    return problems;
  }

  /** Others are Camel's, or placeholders for routes of the user's own. */
  private static boolean isMeantForUs(String key) {
    String first = key.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    return Nearest.to(first, Set.of("camelometer")).isPresent();
  }

  /** Warnings alone: the environment is shared with programs that nobody knows. */
  private static List<Problem> checkEnvironment(Settings settings) {
    Set<String> known = new TreeSet<>(OF_THE_LAUNCHER);
    keys().forEach(key -> known.add(Settings.variable(key)));
    CredentialSources.allSettings().forEach(key -> known.add(Settings.variable(key)));
    return settings.variables().stream()
        .filter(name -> !known.contains(name))
        .map(
            name ->
                Problem.warning(
                    Position.of("environment variable " + name),
                    "it sets nothing" + Nearest.hint(name, known)))
        .toList();
  }

  private static boolean isKnown(String key) {
    return keys().contains(key) || CredentialSources.allSettings().contains(key);
  }

  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>(KNOWN.keySet());
    keys.addAll(OF_KEYSTONE);
    return keys;
  }

  private static Problem unknown(String key, Settings settings, boolean lenient) {
    String sentence =
        "unknown key '%s'%s".formatted(key, Nearest.hint(key.toLowerCase(Locale.ROOT), keys()));
    return new Problem(
        settings.position(key),
        lenient ? Problem.Severity.WARNING : Problem.Severity.ERROR,
        sentence);
  }
}
