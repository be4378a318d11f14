package org.camelometer.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real libvirtd with real QEMU guests, shared by all tests of the JVM and ended with it: three
 * plain ones that look like Nova instances, {@code instance-00000000} to {@code instance-00000002},
 * and the variety of {@code testbed/hypervisor-up}. A test that changes a guest puts it back.
 *
 * <pre>{@code
 * @RegisterExtension static final QemuGuests GUESTS = new QemuGuests();
 * }</pre>
 *
 * <p>With {@code CAMELOMETER_TEST_LIBVIRT_URI} in the environment, that hypervisor is used instead
 * and left running. When there is no hypervisor to be had, the tests fail.
 */
public final class QemuGuests implements BeforeAllCallback {

  public static final int PLAIN = 3;
  public static final String FIRST = "instance-00000000";
  public static final String TWO_OF_EACH = "instance-two-of-each";
  public static final String WITHOUT_METADATA = "instance-without-metadata";
  public static final String BROKEN_METADATA = "instance-broken-metadata";
  public static final String PAUSED = "instance-paused";
  public static final String SHUT_OFF = "instance-shut-off";

  private static final Duration ENOUGH = Duration.ofMinutes(10);

  private @Nullable String uri;

  @Override
  public void beforeAll(ExtensionContext context) {
    String given = System.getenv("CAMELOMETER_TEST_LIBVIRT_URI");
    uri = given == null || given.isBlank() ? started(context).uri() : given;
  }

  /** The URI that reaches the guests, for read-only connections too. */
  public String uri() {
    if (uri == null) {
      throw new IllegalStateException(
          "QemuGuests has no hypervisor before the tests start; register it in a static field.");
    }
    return uri;
  }

  /** What {@code virsh} prints for the arguments, as in {@code virsh("domstats", FIRST)}. */
  public String virsh(String... arguments) {
    List<String> command = new ArrayList<>(List.of("virsh", "-q", "-c", uri()));
    command.addAll(List.of(arguments));
    return Command.run(ENOUGH, command);
  }

  /** The process that runs the guest, to be stopped and continued by tests about hung guests. */
  public long pid(String guest) {
    String image = virsh("domblklist", guest).strip().split("\\s+", 3)[1];
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> commandLine(process).contains(image))
          .mapToLong(process -> Long.parseLong(process.getFileName().toString()))
          .findFirst()
          .orElseThrow(() -> new AssertionError("No process has " + image + " of " + guest));
    } catch (IOException e) {
      throw new AssertionError("/proc could not be listed", e);
    }
  }

  /** Sends a signal such as {@code STOP} to the process that runs the guest. */
  public void signal(String name, String guest) {
    Command.run(ENOUGH, List.of("kill", "-" + name, String.valueOf(pid(guest))));
  }

  private static String commandLine(Path process) {
    if (!process.getFileName().toString().matches("\\d+")) {
      return "";
    }
    try {
      return Files.readString(process.resolve("cmdline"));
    } catch (IOException vanished) {
      return "";
    }
  }

  private static Hypervisor started(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(QemuGuests.class))
        .getOrComputeIfAbsent("hypervisor", key -> Hypervisor.start(), Hypervisor.class);
  }

  /** Closed by JUnit after the last test, and by the JVM when it is told to end before. */
  private record Hypervisor(String uri, Path state) implements AutoCloseable {

    static Hypervisor start() {
      Path state = temporaryFolder();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(state)));
      String printed =
          Command.run(
              ENOUGH,
              List.of(
                  script("hypervisor-up"), "--variety", String.valueOf(PLAIN), state.toString()));
      return new Hypervisor(printed.lines().reduce("", (before, line) -> line), state);
    }

    @Override
    public void close() {
      stop(state);
    }

    private static void stop(Path state) {
      Command.run(ENOUGH, List.of(script("hypervisor-down"), state.toString()));
    }

    private static String script(String name) {
      return Path.of("testbed", name).toAbsolutePath().toString();
    }

    private static Path temporaryFolder() {
      String folder = System.getenv().getOrDefault("TMPDIR", "/tmp");
      try {
        return Files.createTempDirectory(Path.of(folder), "camelometer-guests-");
      } catch (IOException e) {
        throw new AssertionError("No folder for the hypervisor could be made in " + folder, e);
      }
    }
  }
}
