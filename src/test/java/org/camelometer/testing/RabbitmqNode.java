package org.camelometer.testing;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A private RabbitMQ for tests: on ports of its own, in a temporary folder, user guest with
 * password guest. One node serves all test classes of a JVM; it starts with the first of them and
 * is killed at the end, also when the JVM itself is killed.
 *
 * <p>Use it as a {@code static @RegisterExtension} field, or with {@code @ExtendWith} and a
 * parameter of this type. A test that stops or pauses the node brings it back before it ends, and
 * names its queues so that no other test has the same.
 */
public final class RabbitmqNode implements BeforeAllCallback, ParameterResolver {
  private static final Path BIN = Path.of("/usr/lib/rabbitmq/bin");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /**
   * Its standard input is our life line: the end of it, or of us, is the end of the node. Beam runs
   * in place of the server script and so has the process id that is printed.
   */
  private static final String KEEPER =
      """
      "$BIN/rabbitmq-server" </dev/null >"$HOME/output" 2>&1 &
      beam=$!
      echo $beam
      read -r word
      kill -KILL $beam
      wait $beam
      epmd -port "$ERL_EPMD_PORT" -kill >/dev/null 2>&1
      [ "$word" = keep ] || rm -rf "$HOME"
      """;

  @SuppressWarnings("NullAway.Init") // JUnit calls beforeAll first
  private volatile Node node;

  @Override
  public void beforeAll(ExtensionContext context) {
    node =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(RabbitmqNode.class))
            .getOrComputeIfAbsent("node", key -> Node.create(), Node.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RabbitmqNode.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return this;
  }

  /** Where it listens on 127.0.0.1; the same after a restart. */
  public int port() {
    return node.port;
  }

  /** For clients: {@code amqp://guest:guest@127.0.0.1:port/%2F}. */
  public String uri() {
    return "amqp://guest:guest@127.0.0.1:%d/%%2F".formatted(node.port);
  }

  /** A new connection, to be closed by the caller. */
  public Connection connect() {
    return node.connect();
  }

  /** Does something on a channel of its own, such as declaring queues. */
  public void with(Work work) {
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      work.on(channel);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the next message from a queue, waiting some seconds for it to come. */
  public GetResponse take(String queue) {
    List<GetResponse> taken = new ArrayList<>();
    with(
        channel ->
            await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                    () -> {
                      GetResponse message = channel.basicGet(queue, true);
                      return message != null && taken.add(message);
                    }));
    return taken.get(0);
  }

  /** How many messages are ready in a queue. */
  public long count(String queue) {
    long[] count = new long[1];
    with(channel -> count[0] = channel.messageCount(queue));
    return count[0];
  }

  /**
   * Kills it with everything that it has not yet written. Durable queues survive as a rule; one
   * that was declared a moment before has been seen to be gone, so declare it again after {@link
   * #start}.
   */
  public void stop() {
    node.stop("keep");
  }

  /** Starts it after {@link #stop}, and waits until it serves. */
  public void start() {
    node.start();
  }

  /** Freezes it: connections stay open, nothing is answered. */
  public void pause() {
    node.signal("STOP");
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(node::isFrozen);
  }

  /** Goes on after {@link #pause}. */
  public void resume() {
    node.signal("CONT");
  }

  /** Runs {@code rabbitmqctl} against it, and gives what it says. */
  public String ctl(String... arguments) {
    List<String> command = new ArrayList<>(List.of(BIN.resolve("rabbitmqctl").toString(), "-q"));
    command.addAll(Arrays.asList(arguments));
    return node.run(command);
  }

  /** What is done on a channel. */
  @FunctionalInterface
  public interface Work {
    void on(Channel channel) throws Exception;
  }

  /** The one node of this JVM. */
  private static final class Node implements AutoCloseable {
    private final Path home;
    private final int port = freePort();
    private final int distributionPort = freePort();
    private final int epmdPort = freePort();

    @SuppressWarnings("NullAway.Init") // create starts it
    private Process keeper;

    @SuppressWarnings("NullAway.Init") // create starts it
    private String beam;

    private Node(Path home) {
      this.home = home;
    }

    static Node create() {
      if (!Files.isExecutable(BIN.resolve("rabbitmq-server"))) {
        throw new IllegalStateException(
            "These tests need a RabbitMQ; install Debian's package rabbitmq-server.");
      }
      try {
        Node node = new Node(Files.createTempDirectory("rabbitmq-node"));
        node.start();
        return node;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void start() {
      try {
        Files.writeString(home.resolve("plugins"), "[].");
        Files.writeString(home.resolve("rabbitmq.conf"), "disk_free_limit.absolute = 1MB\n");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", KEEPER);
        builder.environment().putAll(environment());
        keeper = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader output = keeper.inputReader(StandardCharsets.UTF_8);
        beam = output.readLine();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(this::serves);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Map<String, String> environment() {
      return Map.ofEntries(
          Map.entry("BIN", BIN.toString()),
          Map.entry("HOME", home.toString()),
          Map.entry("ERL_EPMD_PORT", Integer.toString(epmdPort)),
          Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
          Map.entry("RABBITMQ_NODENAME", "test-%d@localhost".formatted(port)),
          Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
          Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
          Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
          Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("data").toString()),
          Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
          Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("plugins").toString()),
          Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
          Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq.conf").toString()),
          Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()),
          Map.entry("RABBITMQ_ALLOW_INPUT", "true"),
          Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput +S 2:2 +sbwt none"));
    }

    private boolean serves() throws IOException {
      if (!keeper.isAlive() || !ProcessHandle.of(Long.parseLong(beam)).isPresent()) {
        throw new IllegalStateException(
            "RabbitMQ did not start: " + Files.readString(home.resolve("output")));
      }
      try (Connection connection = connect()) {
        return connection.isOpen();
      } catch (IllegalStateException notYet) {
        return false;
      }
    }

    Connection connect() {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setHost("127.0.0.1");
      factory.setPort(port);
      try {
        return factory.newConnection("test");
      } catch (Exception e) {
        throw new IllegalStateException("No connection to the RabbitMQ of the tests", e);
      }
    }

    void stop(String word) {
      try (var input = keeper.outputWriter(StandardCharsets.UTF_8)) {
        input.write(word + "\n");
      } catch (IOException gone) {
        throw new UncheckedIOException("RabbitMQ's keeper is gone", gone);
      }
      try {
        if (!keeper.waitFor(30, TimeUnit.SECONDS)) {
          throw new IllegalStateException("RabbitMQ with process id " + beam + " did not stop");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void signal(String name) {
      run(List.of("kill", "-" + name, beam));
    }

    /** The signal reaches a process of many threads some time after it was sent. */
    private boolean isFrozen() throws IOException {
      try (Stream<Path> threads = Files.list(Path.of("/proc", beam, "task"))) {
        return threads.allMatch(Node::isStopped);
      }
    }

    private static boolean isStopped(Path thread) {
      try {
        String state = Files.readString(thread.resolve("stat"));
        return state.startsWith(" T", state.lastIndexOf(')') + 1);
      } catch (IOException ended) {
        return true;
      }
    }

    String run(List<String> command) {
      try {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new IllegalStateException(command + ": " + output);
        }
        return output;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      if (keeper.isAlive()) {
        stop("remove");
      }
      try (Stream<Path> files = Files.exists(home) ? Files.walk(home) : Stream.empty()) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static int freePort() {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
