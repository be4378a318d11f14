package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Problem;
import org.camelometer.definition.Settings;
import org.camelometer.poll.AgentContext.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSettingsTest {

  @Test
  void hasTheDefaultsThatOthersRelyOn() {
    AgentSettings settings = settings(Map.of());
    assertThat(settings.namespaces()).containsExactly("compute");
    assertThat(settings.pollsterList()).isEmpty();
    assertThat(settings.host()).isNotBlank();
    assertThat(settings.sampleSource()).isEqualTo("openstack");
    assertThat(settings.secret()).isEqualTo("change this for valid signing");
    assertThat(settings.units()).isEqualTo(Units.LEGACY);
    assertThat(settings.stateDir()).endsWithRaw(Path.of("var"));
    assertThat(settings.mode()).isEqualTo(AgentSettings.Mode.PIPELINE);
    assertThat(settings.batchSize()).isEqualTo(500);
    assertThat(settings.notifyBatchSize()).isEqualTo(50);
    assertThat(settings.spread()).isEmpty();
    assertThat(settings.lenient()).isFalse();
  }

  @Test
  void everyKeyIsHeard() {
    AgentSettings settings =
        settings(
            Map.ofEntries(
                Map.entry("camelometer.namespaces", "compute, central"),
                Map.entry("camelometer.pollster-list", "disk.* cpu"),
                Map.entry("camelometer.host", "h"),
                Map.entry("camelometer.sample-source", "s"),
                Map.entry("camelometer.telemetry-secret", ""),
                Map.entry("camelometer.units", "iec"),
                Map.entry("camelometer.state-dir", "/state"),
                Map.entry("camelometer.polling.mode", "notify"),
                Map.entry("camelometer.polling.batch-size", "1"),
                Map.entry("camelometer.polling.notify-batch-size", "2"),
                Map.entry("camelometer.polling.spread", "3"),
                Map.entry("camelometer.lenient", "true")));
    assertThat(settings.namespaces()).containsExactly("compute", "central");
    assertThat(settings.pollsterList()).hasToString("[disk.*, cpu]");
    assertThat(settings.host()).isEqualTo("h");
    assertThat(settings.sampleSource()).isEqualTo("s");
    assertThat(settings.secret()).isEmpty();
    assertThat(settings.units()).isEqualTo(Units.IEC);
    assertThat(settings.stateDir()).isEqualTo(Path.of("/state"));
    assertThat(settings.mode()).isEqualTo(AgentSettings.Mode.NOTIFY);
    assertThat(settings.batchSize()).isEqualTo(1);
    assertThat(settings.notifyBatchSize()).isEqualTo(2);
    assertThat(settings.spread()).contains(Duration.ofSeconds(3));
    assertThat(settings.lenient()).isTrue();
  }

  @Test
  void saysWhichWordsAKeyTakes() {
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> settings(Map.of("camelometer.polling.mode", "both")))
        .withMessageContaining("camelometer.polling.mode = 'both' is none of notify, pipeline");
  }

  @Test
  void firstTicksLieBelowTheSpreadAndStayTheSame() {
    AgentSettings settings = settings(Map.of("camelometer.host", "node1"));
    Duration minute = Duration.ofSeconds(60);
    assertThat(settings.offset(minute))
        .isEqualTo(settings.offset(minute))
        .isLessThan(Duration.ofSeconds(6));
    assertThat(settings.offset(Duration.ofHours(1))).isLessThan(Duration.ofSeconds(30));
    AgentSettings other = settings(Map.of("camelometer.host", "node2"));
    assertThat(other.offset(minute)).isNotEqualTo(settings.offset(minute));
  }

  @Test
  void withoutSpreadEverySourceFiresAtOnce() {
    AgentSettings settings = settings(Map.of("camelometer.polling.spread", "0"));
    assertThat(settings.offset(Duration.ofSeconds(60))).isZero();
  }

  @Test
  void aCycleMayTakeMostOfItsIntervalButNoLongerThanHalfAMinute() {
    assertThat(settings(Map.of()).deadline(Duration.ofSeconds(10)))
        .isEqualTo(Duration.ofSeconds(8));
    assertThat(settings(Map.of()).deadline(Duration.ofSeconds(600)))
        .isEqualTo(Duration.ofSeconds(30));
    AgentSettings set = settings(Map.of("camelometer.polling.deadline", "5"));
    assertThat(set.deadline(Duration.ofSeconds(600))).isEqualTo(Duration.ofSeconds(5));
    assertThat(set.deadline(Duration.ofSeconds(3)))
        .as("or a cycle that waits in vain would never be an overrun")
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void unknownKeysAreProblemsWithTheKeyThatWasMeant(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("application.properties");
    Files.writeString(file, "camel.main.name=x\ncamelometer.polling.batchsize=5\n");
    Settings settings = Settings.load(file, Map.of());
    List<String> problems =
        SettingKeys.check(settings, false).stream().map(Problem::toString).toList();
    assertThat(problems)
        .containsExactlyInAnyOrder(
            file
                + ":2:1: error: unknown key 'camelometer.polling.batchsize'; did you mean"
                + " 'camelometer.polling.batch-size'?");
    assertThat(SettingKeys.check(settings, true)).noneMatch(Problem::isError);
  }

  @Test
  void keysWhoseFirstPartIsASlipOfOursAreProblemsAndOthersAreTheUsers(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("application.properties");
    Files.writeString(
        file,
        """
        camelometr.libvirt.uri=test:///default
        Camelometer.units=iec
        camel.main.name=x
        foo.bar=1
        kilometers=2
        """);
    assertThat(SettingKeys.check(Settings.load(file, Map.of()), false))
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            file
                + ":1:1: error: unknown key 'camelometr.libvirt.uri'; did you mean"
                + " 'camelometer.libvirt.uri'?",
            file
                + ":2:1: error: unknown key 'Camelometer.units'; did you mean"
                + " 'camelometer.units'?");
  }

  private static AgentSettings settings(Map<String, String> values) {
    return AgentSettings.from(Settings.of(values));
  }
}
