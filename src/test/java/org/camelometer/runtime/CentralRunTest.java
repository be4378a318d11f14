package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The namespace central in whole agents and commands, against what real services answered. */
@Timeout(60)
class CentralRunTest {
  private static final String VOLUMES = "/8776/v3/130e68d438bf47809e213fe6e7cafacc/volumes/detail";

  @TempDir Path folder;
  private final CloudPeer cloud = new CloudPeer();
  private final Commands commands = new Commands();

  @AfterEach
  void stop() {
    cloud.close();
  }

  private ConfigurationFolder entered() {
    return cloud.enter(new ConfigurationFolder(folder));
  }

  @Test
  void publishesWhatServicesTell() {
    Path file = folder.resolve("out.jsonl");
    entered().pipeline("volume.size", "file://" + file);
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> ConfigurationFolder.lines(file).size() >= 8);
      assertThat(agent.isRunning()).isTrue();
    }
    Sample volume = SampleJson.read(ConfigurationFolder.lines(file).get(0));
    assertThat(volume.name()).isEqualTo("volume.size");
    assertThat(volume.volume()).isEqualTo(1);
    assertThat(volume.resourceId()).isEqualTo("e695a882-9ccf-4650-8e8e-a1842e410496");
  }

  @Test
  void asksOnceWhateverNumberOfMetersAndSourcesWantsIt() {
    entered();
    assertThat(commands.run(folder, "poll", "--meters", "image,image.size")).isZero();
    assertThat(commands.out()).anyMatch(line -> line.startsWith("image.size"));
    assertThat(commands.err()).anyMatch(line -> line.matches("image: [12] calls, .*"));
    assertThat(cloud.asked("/5000/v3/auth/tokens")).isEqualTo(1);
  }

  @Test
  void goesOnWithANewTokenWhenTheOldOneIsNotTaken() {
    Path file = folder.resolve("out.jsonl");
    entered().pipeline("volume.size", "file://" + file);
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> ConfigurationFolder.lines(file).size() >= 8);
      cloud.forgetTokens();
      long before = cloud.asked("/5000/v3/auth/tokens");
      await().until(() -> cloud.asked("/5000/v3/auth/tokens") > before);
      int lines = ConfigurationFolder.lines(file).size();
      await().until(() -> ConfigurationFolder.lines(file).size() >= lines + 8);
      assertThat(agent.isRunning()).isTrue();
    }
  }

  @Test
  void oneServiceThatFailsLeavesTheOthersAlone() {
    entered();
    cloud.answer(VOLUMES, 403, "{\"forbidden\": {\"message\": \"not you\"}}");
    assertThat(commands.run(folder, "poll", "--meters", "image,volume.size"))
        .isEqualTo(Main.FAILED);
    assertThat(commands.out())
        .anyMatch(line -> line.startsWith("image"))
        .noneMatch(line -> line.startsWith("volume"));
    assertThat(commands.err()).anyMatch(line -> line.matches("volumev3: 1 calls, .* 1 in vain.*"));
  }

  @Test
  void leavesOutTheMetersOfAServiceThatIsNotThere() {
    entered().set("camelometer.keystone.region-name", "elsewhere");
    assertThat(commands.run(folder, "poll", "--meters", "image")).isZero();
    assertThat(commands.out()).isEmpty();
    assertThat(cloud.asked("/9292/v2/images")).isZero();
  }

  @Test
  void saysWhereCredentialsBelongIfThereAreNone() {
    new ConfigurationFolder(folder)
        .set("camelometer.namespaces", "central")
        .pipeline("'*'", "log:");
    assertThat(commands.run(folder, "check")).isEqualTo(Main.WRONG);
    assertThat(commands.out())
        .anyMatch(
            line ->
                line.contains("application.properties:5:1")
                    && line.contains("'central' has no credentials")
                    && line.contains("camelometer.keystone.auth-url"))
        .anyMatch(line -> line.contains("leaves no pollster at all"));
  }

  @Test
  void pollsTheOtherNamespacesWithoutCredentials() {
    new ConfigurationFolder(folder)
        .set("camelometer.namespaces", "compute,central")
        .pipeline("'*'", "log:");
    assertThat(commands.run(folder, "check")).isZero();
    assertThat(commands.out())
        .anyMatch(line -> line.contains("warning: the namespace 'central' has no credentials"));
  }

  @Test
  void listsTheMetersWithoutCredentials() {
    new ConfigurationFolder(folder);
    assertThat(commands.run(folder, "meters", "--namespaces", "central")).isZero();
    assertThat(commands.out())
        .anyMatch(line -> line.matches("image.size +gauge +B +central.*"))
        .anyMatch(line -> line.matches("volume.size +gauge +GB +central.*"));
  }

  @Test
  void checksTheCredentials() {
    entered().set("camelometer.keystone.paswword", "x").pipeline("'*'", "log:");
    assertThat(commands.run(folder, "check")).isEqualTo(Main.WRONG);
    assertThat(commands.out())
        .anyMatch(line -> line.contains("unknown key 'camelometer.keystone.paswword'"))
        .noneMatch(line -> line.contains("s3cret"));
  }
}
