package org.camelometer.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A private Kafka of one broker for tests: a process with the jars of {@code testbed/kafka}, in a
 * temporary folder, on ports of its own. It takes messages of 500,000 bytes at most. A second
 * listener asks for user {@code me} with password {@code my "secret"} by SASL. Use it as a {@code
 * static @RegisterExtension} field.
 */
public final class KafkaBroker implements BeforeAllCallback, AfterAllCallback {
  private static final Path PROJECT = Path.of("testbed/kafka/pom.xml");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String CONFIGURATION =
      """
      process.roles=broker,controller
      node.id=1
      controller.quorum.voters=1@127.0.0.1:%3$d
      listeners=PLAIN://127.0.0.1:%1$d,LOGIN://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
      advertised.listeners=PLAIN://127.0.0.1:%1$d,LOGIN://127.0.0.1:%2$d
      inter.broker.listener.name=PLAIN
      controller.listener.names=CONTROLLER
      listener.security.protocol.map=PLAIN:PLAINTEXT,LOGIN:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
      sasl.enabled.mechanisms=PLAIN
      listener.name.login.plain.sasl.jaas.config=\
      org.apache.kafka.common.security.plain.PlainLoginModule required user_me="my \\\\"secret\\\\"";
      log.dirs=%4$s/data
      offsets.topic.replication.factor=1
      num.partitions=3
      message.max.bytes=500000
      """;

  private final int port = freePort();
  private final int loginPort = freePort();

  @SuppressWarnings("NullAway.Init") // JUnit calls beforeAll first
  private Path home;

  @SuppressWarnings("NullAway.Init") // the same
  private Process broker;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    home = Files.createTempDirectory("kafka-broker");
    Path configuration = home.resolve("server.properties");
    Files.writeString(configuration, CONFIGURATION.formatted(port, loginPort, freePort(), home));
    String jars = jars();
    String properties = configuration.toString();
    Command.run(
        PATIENCE,
        java(
            jars,
            "kafka.tools.StorageTool",
            "format",
            "-t",
            "AAAAAAAAAAAAAAAAAAAAAQ",
            "-c",
            properties));
    broker =
        new ProcessBuilder(java(jars, "kafka.Kafka", properties)).redirectErrorStream(true).start();
    awaitStart();
  }

  private void awaitStart() throws IOException {
    List<String> said = new ArrayList<>();
    BufferedReader output = broker.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.contains("Kafka Server started")) {
      said.add(line);
      line = output.readLine();
    }
    if (line == null) {
      throw new AssertionError("Kafka did not start: " + String.join("\n", said));
    }
    Thread reader = new Thread(() -> output.lines().forEach(more -> {}), "kafka-output");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (broker != null) {
      broker.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    }
  }

  /** Where it listens on 127.0.0.1, for anybody. */
  public int port() {
    return port;
  }

  /** Where it listens for those who have a password. */
  public int loginPort() {
    return loginPort;
  }

  /** The jars are fetched once; a closed network needs them in Maven's repository. */
  private String jars() throws IOException {
    Path list = home.resolve("jars");
    String output = "-Dmdep.outputFile=" + list;
    String goal = "dependency:build-classpath";
    List<String> offline = List.of("mvn", "-q", "-B", "-o", "-f", PROJECT.toString(), goal, output);
    try {
      Command.run(PATIENCE, offline);
    } catch (AssertionError notThereYet) {
      Command.run(PATIENCE, offline.stream().filter(word -> !word.equals("-o")).toList());
    }
    return Files.readString(list).strip();
  }

  private static List<String> java(String jars, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", jars));
    command.addAll(List.of(arguments));
    return command;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
