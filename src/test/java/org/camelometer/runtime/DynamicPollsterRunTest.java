package org.camelometer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.camelometer.sample.Sample;
import org.camelometer.sample.SampleJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pollsters of pollsters.d in whole agents and commands, reading a server of this test. */
class DynamicPollsterRunTest {
  private static final String POLLSTER =
      """
      - name: room.temperature
        sample_type: gauge
        unit: C
        value_attribute: degrees
        module: camelometer
        authentication_object: none
        url_path: http://127.0.0.1:%d/rooms
        resource_id_attribute: room
        metadata_fields: [floor]
      """;

  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] rooms =
        "{\"rooms\": [{\"room\": \"r1\", \"degrees\": 20.5, \"floor\": 3}]}"
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/rooms",
        exchange -> {
          exchange.sendResponseHeaders(200, rooms.length);
          exchange.getResponseBody().write(rooms);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ConfigurationFolder folder(String more) {
    return new ConfigurationFolder(folder)
        .set("camelometer.namespaces", "central")
        .write("pollsters.d/rooms.yaml", POLLSTER.formatted(server.getAddress().getPort()) + more);
  }

  @Test
  void publishesWhatAnApiTells() {
    Path file = folder.resolve("out.jsonl");
    ConfigurationFolder configuration = folder("").pipeline("'room.*'", "file://" + file);
    try (Agent agent = configuration.start()) {
      await().until(() -> !ConfigurationFolder.lines(file).isEmpty());
      assertThat(agent.isRunning()).isTrue();
    }
    Sample sample = SampleJson.read(ConfigurationFolder.lines(file).get(0));
    assertThat(sample.name()).isEqualTo("room.temperature");
    assertThat(sample.volume()).isEqualTo(20.5);
    assertThat(sample.resourceId()).isEqualTo("r1");
    assertThat(sample.resourceMetadata()).isEqualTo(Map.of("floor", 3));
  }

  @Test
  void showsThePollsterAmongTheMetersAndPollsIt() {
    folder("");
    Commands commands = new Commands();
    assertThat(commands.run(folder, "meters", "--namespaces", "central")).isZero();
    assertThat(commands.out())
        .anyMatch(line -> line.matches("room.temperature +gauge +C +central.*"));
    assertThat(commands.run(folder, "poll", "--json")).isZero();
    assertThat(commands.out())
        .singleElement()
        .asString()
        .contains("\"name\":\"room.temperature\"")
        .contains("\"volume\":20.5");
  }

  @Test
  void checksTheFilesOfPollsters() {
    folder("  value_attribut: degrees\n").pipeline("'*'", "log:");
    Commands commands = new Commands();
    assertThat(commands.run(folder, "check")).isEqualTo(2);
    assertThat(commands.out())
        .anyMatch(line -> line.contains("rooms.yaml:10:3: error: unknown key 'value_attribut'"));
  }

  @Test
  void warnsOfPollstersThatItLeavesOut() {
    folder(
            """
            - {name: nova.things, sample_type: gauge, unit: x, value_attribute: v, endpoint_type: compute, url_path: y}
            - {name: disk.things, sample_type: gauge, unit: x, value_attribute: v, host_command: ls}
            """)
        .pipeline("'*'", "log:");
    Commands commands = new Commands();
    assertThat(commands.run(folder, "check")).isZero();
    assertThat(commands.out())
        .anyMatch(
            line -> line.contains("rooms.yaml:10:3: warning: pollster 'nova.things' is left out"))
        .anyMatch(line -> line.contains("camelometer.pollsters.host-commands=true"));
  }
}
