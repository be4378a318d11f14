package org.camelometer.keystone.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Settings;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {

  @Test
  void hasDefaults() {
    assertThat(RequestLimits.of(Settings.of(Map.of()))).isEqualTo(RequestLimits.DEFAULTS);
  }

  @Test
  void readsEachSetting() {
    Map<String, String> all =
        Map.of(
            "camelometer.keystone.connect-timeout", "1",
            "camelometer.keystone.timeout", "2",
            "camelometer.keystone.deadline", "3",
            "camelometer.keystone.attempts", "4",
            "camelometer.keystone.largest-answer", "5",
            "camelometer.keystone.pages", "6",
            "camelometer.keystone.calls-per-minute", "7",
            "camelometer.keystone.connections", "8");
    assertThat(RequestLimits.of(Settings.of(all)))
        .isEqualTo(
            new RequestLimits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                4,
                5,
                6,
                7,
                8));
  }

  @Test
  void namesTheSettingThatIsWrong() {
    Settings settings = Settings.of(Map.of("camelometer.keystone.attempts", "0"));
    assertThatThrownBy(() -> RequestLimits.of(settings))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("camelometer.keystone.attempts = '0' is not a whole number");
  }
}
