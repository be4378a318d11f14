package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a user finds in {@code config/} and reads about it. */
class ShippedConfigurationTest {

  @Test
  void hasNoProblem() {
    AgentConfiguration configuration = AgentConfiguration.load(Path.of("config"), Map.of());
    try (Assembly assembly = Assembly.of(configuration)) {
      assertThat(assembly.problems()).isEmpty();
      assertThat(assembly.polled())
          .isNotEmpty()
          .allSatisfy(source -> assertThat(source.pollsters()).isNotEmpty());
    }
  }

  @Test
  void everyKeyStandsInTheReadmeWithItsDefault() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    SettingKeys.KNOWN.forEach(
        (key, otherwise) ->
            assertThat(readme.lines())
                .anyMatch(line -> line.startsWith("| `%s` | %s".formatted(key, otherwise))));
  }

  @Test
  void everyKeyOfKeystoneStandsInItsDocument() throws Exception {
    String document = Files.readString(Path.of("docs/keystone.md"));
    assertThat(SettingKeys.OF_KEYSTONE)
        .hasSizeGreaterThan(25)
        .allSatisfy(
            key ->
                assertThat(document)
                    .containsAnyOf("`" + key + "`", "`" + key.replaceFirst("^.*\\.", "") + "`"));
  }
}
