package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
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
  void asksServicesForPollstersThatAreWrittenInYaml() {
    entered()
        .write(
            "pollsters.d/servers.yaml",
            """
            - name: dynamic.servers
              sample_type: gauge
              unit: server
              value_attribute: status
              value_mapping: {ACTIVE: 1}
              endpoint_type: compute
              url_path: servers/detail
              response_entries_key: servers
            """);
    cloud.answer(
        "/8774/v2.1/servers/detail",
        200,
        "{\"servers\": [{\"id\": \"a\", \"status\": \"ACTIVE\"}]}");
    assertThat(commands.run(folder, "poll", "--json", "--meters", "dynamic.servers")).isZero();
    assertThat(commands.out())
        .singleElement()
        .asString()
        .contains("\"resource_id\":\"a\"")
        .contains("\"volume\":1");
    assertThat(commands.err()).anyMatch(line -> line.startsWith("compute: 1 calls"));
  }

  @Test
  void countsTheCallsToEachService() throws Exception {
    int port = AgentMetricsTest.freePort();
    entered().set("camelometer.management.port", String.valueOf(port)).pipeline("image", "test://");
    try (Agent agent = Agents.start(folder)) {
      await().until(() -> metrics(port).contains("_calls_total{service=\"image\"}"));
      assertThat(metrics(port))
          .contains("camelometer_openstack_calls_total{service=\"identity\"} 1.0")
          .contains("camelometer_openstack_retries_total{service=\"identity\"} 0.0")
          .contains("camelometer_openstack_failures_total{service=\"image\"} 0.0")
          .contains("camelometer_openstack_refusals_total{service=\"image\"} 0.0");
      assertThat(agent.isRunning()).isTrue();
      ObjectName name = new ObjectName("org.camelometer:type=Calls,name=\"openstack\"");
      CompositeData[] shown =
          (CompositeData[])
              ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Services");
      assertThat(shown).extracting(one -> one.get("service")).contains("identity", "image");
    }
  }

  private static String metrics(int port) throws IOException {
    URI address = URI.create("http://127.0.0.1:%d/observe/metrics".formatted(port));
    try (InputStream text = address.toURL().openStream()) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
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
