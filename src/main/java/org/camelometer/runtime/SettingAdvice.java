package org.camelometer.runtime;

import java.time.Duration;
import java.util.Comparator;
import org.camelometer.definition.Problems;
import org.camelometer.definition.Settings;
import org.camelometer.definition.SourceDefinition;
import org.camelometer.hypervisor.libvirt.LibvirtSettings;

/** Warns of settings that are legal and hardly meant. For one thread. */
final class SettingAdvice {
  private static final String SECRET = "camelometer.telemetry-secret";
  private static final String DEADLINE = "camelometer.polling.deadline";
  private static final String RESERVED = "camelometer.reserved-metadata-keys";

  private final AgentConfiguration configuration;
  private final Settings settings;
  private final Problems problems;

  SettingAdvice(AgentConfiguration configuration, Problems problems) {
    this.configuration = configuration;
    this.settings = configuration.settings();
    this.problems = problems;
  }

  /** Notes every warning; of values that are wrong there is none. */
  void give() {
    checkSecret();
    if (!problems.hasErrors()) {
      checkLibvirt();
      checkDeadline();
      checkReserved();
    }
  }

  private void checkSecret() {
    if (configuration.agent().secret().equals(AgentSettings.DEFAULT_SECRET)) {
      warn(SECRET, "is Ceilometer's well-known default, with which anybody can sign; set another");
    }
  }

  private void checkLibvirt() {
    if (!configuration.agent().namespaces().contains("compute")) {
      return; // then nobody has read these settings
    }
    LibvirtSettings libvirt = LibvirtSettings.from(settings);
    libvirt
        .doubt()
        .ifPresent(
            doubt -> warn(LibvirtSettings.URI_KEY, "= '%s' %s".formatted(libvirt.uri(), doubt)));
  }

  private void checkDeadline() {
    Duration deadline = configuration.agent().deadline().orElse(Duration.ZERO);
    configuration.polled().sources().stream()
        .min(Comparator.comparing(SourceDefinition::interval))
        .filter(source -> source.interval().compareTo(deadline) < 0)
        .ifPresent(
            source ->
                warn(
                    DEADLINE,
                    "= '%d' is more than the interval of source '%s', whose cycles take no more than %d s"
                        .formatted(
                            deadline.toSeconds(), source.name(), source.interval().toSeconds())));
  }

  private void checkReserved() {
    if (!settings.get(RESERVED, "").isEmpty()) {
      warn(
          RESERVED,
          "has no effect yet: only Nova's API tells that metadata, and this version doesn't ask it");
    }
  }

  private void warn(String key, String sentence) {
    problems.warning(settings.position(key), key + " " + sentence);
  }
}
