package org.camelometer.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void commandLineWinsOverEnvironmentWinsOverFile() throws Exception {
    Path file = file("camelometer.host=file\ncamelometer.units=iec\ncamelometer.lenient=true\n");
    Settings settings =
        Settings.load(file, Map.of("CAMELOMETER_HOST", "env", "CAMELOMETER_UNITS", "env"))
            .with(Map.of("camelometer.host", "line"));
    assertThat(settings.get("camelometer.host")).contains("line");
    assertThat(settings.get("camelometer.units")).contains("env");
    assertThat(settings.flag("camelometer.lenient", false)).isTrue();
    assertThat(settings.get("camelometer.other")).isEmpty();
  }

  @Test
  void turnsEverySignOfAKeyIntoAnUnderscoreInTheEnvironment() throws Exception {
    Settings settings = Settings.load(file(""), Map.of("CAMELOMETER_POLLING_BATCH_SIZE", "7"));
    assertThat(settings.integer("camelometer.polling.batch-size", 500, 1)).isEqualTo(7);
  }

  @Test
  void theFileMayBeMissing() {
    assertThat(Settings.load(folder.resolve("none"), Map.of()).keys()).isEmpty();
  }

  @Test
  void namesFileLineKeyAndValue() throws Exception {
    Path file = file("# comment\n\n  camelometer.polling.batch-size = many\n");
    Settings settings = Settings.load(file, Map.of());
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> settings.integer("camelometer.polling.batch-size", 500, 1))
        .withMessage(
            file
                + ":3:3: error: camelometer.polling.batch-size = 'many' is not a whole number of at"
                + " least 1");
  }

  @Test
  void namesTheEnvironmentVariable() throws Exception {
    Settings settings = Settings.load(file(""), Map.of("CAMELOMETER_LENIENT", "perhaps"));
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> settings.flag("camelometer.lenient", false))
        .withMessage(
            "environment variable CAMELOMETER_LENIENT: error: camelometer.lenient = 'perhaps' is"
                + " neither true nor false");
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("application.properties"), text);
  }
}
