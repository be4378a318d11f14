package org.camelometer.openstack.dynamic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelometer.definition.Settings;
import org.camelometer.poll.AgentContext;
import org.camelometer.poll.Pollster;
import org.camelometer.poll.PollsterProvider;
import org.camelometer.poll.Tick;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/dynamic-pollsters.md, with the answers that stand there. */
class DocumentedPollstersTest {
  private static final Path DOCUMENT = Path.of("docs/dynamic-pollsters.md");

  @TempDir Path folder;
  private final List<Sample> samples = new ArrayList<>();
  private HttpServer server;
  private String logins = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> answers = blocks("json");
    answer("/api/rooms", answers.get(0));
    answer("/v1/accounts", answers.get(1));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String path, String body) {
    server.createContext(
        path,
        exchange -> {
          logins += exchange.getRequestHeaders().getFirst("Authorization");
          boolean isLater = exchange.getRequestURI().getQuery() != null;
          byte[] bytes = (isLater ? "{\"rooms\": []}" : body).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT));
    return block.results().map(found -> found.group(1)).toList();
  }

  private void poll(String yaml) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "pw\n");
    String here = "http://127.0.0.1:" + server.getAddress().getPort();
    Files.createDirectories(folder.resolve("pollsters.d"));
    Files.writeString(
        folder.resolve("pollsters.d/example.yaml"),
        yaml.replaceAll("https?://\\w+\\.example", here)
            .replace("billing.password", password.toString()));
    AgentContext agent =
        new AgentContext(
            "here",
            "openstack",
            AgentContext.Units.LEGACY,
            Settings.of(Map.of("camelometer.namespaces", "central")),
            Clock.systemUTC(),
            folder);
    PollsterProvider.Provision provision =
        DynamicPollsters.open(agent, "central", Optional.empty());
    assertThat(provision.warnings()).isEmpty();
    try {
      for (Pollster pollster : provision.pollsters()) {
        pollster.poll(
            new Tick(Instant.EPOCH),
            List.of(Credentials.NONE),
            (resource, sample) -> samples.add(sample));
      }
    } finally {
      provision.release().run();
    }
  }

  @Test
  void readsAnApiThatHasNothingToDoWithOpenStack() throws Exception {
    poll(blocks("yaml").get(0));
    assertThat(samples)
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.name()).isEqualTo("room.temperature");
              assertThat(sample.volume()).isEqualTo(20.5);
              assertThat(sample.resourceId()).isEqualTo("3.17");
              assertThat(sample.resourceMetadata()).isEqualTo(Map.of("floor", 3, "state", "OK"));
            });
    assertThat(logins).isEqualTo("nullnull");
  }

  @Test
  void readsAVendorsBillingMeter() throws Exception {
    poll(blocks("yaml").get(1));
    assertThat(samples)
        .extracting(s -> s.name() + " " + s.volume() + " " + s.projectId() + " " + s.resourceId())
        .containsExactly(
            "account 1 42 A-7",
            "account.usage.cpu_hours 12.5 42 A-7",
            "account.usage.storage 300 42 A-7");
    assertThat(logins).startsWith("Basic Y2FtZWxvbWV0ZXI6cHc=");
  }
}
