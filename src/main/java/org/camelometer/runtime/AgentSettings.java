package org.camelometer.runtime;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Glob;
import org.camelometer.definition.Problems;
import org.camelometer.definition.References;
import org.camelometer.definition.Settings;
import org.camelometer.poll.AgentContext.Units;

/**
 * The agent's own settings, each checked.
 *
 * @param namespaces what the agent does
 * @param pollsterList which pollsters it keeps; empty = all
 * @param host the name of this machine in samples
 * @param sampleSource the source of every sample
 * @param secret signs messages; empty = they are not signed
 * @param units how multiples of bytes are written
 * @param stateDir where the agent keeps what outlives it
 * @param mode whether batches go through pipelines or straight to the bus
 * @param batchSize the most samples that an exchange carries
 * @param notifyBatchSize the most samples that a notification carries
 * @param spread below which a source's first tick is due; empty = from the interval
 * @param deadline how long a cycle may take; empty = from the interval
 * @param forgetAfter how long transformers remember a resource that isn't seen; empty = from the
 *     interval
 * @param management where metrics are served; empty = nowhere
 * @param lenient whether unknown keys are warnings
 */
record AgentSettings(
    Set<String> namespaces,
    List<Glob> pollsterList,
    String host,
    String sampleSource,
    String secret,
    Units units,
    Path stateDir,
    Mode mode,
    int batchSize,
    int notifyBatchSize,
    Optional<Duration> spread,
    Optional<Duration> deadline,
    Optional<Duration> forgetAfter,
    Optional<InetSocketAddress> management,
    boolean lenient) {

  /** Ceilometer's well-known default. */
  static final String DEFAULT_SECRET = "change this for valid signing";

  private static final int MANAGEMENT_PORT = 9876;
  private static final int LARGEST_PORT = 65535;
  private static final Duration SHORTEST_MEMORY = Duration.ofHours(1);
  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(30);
  private static final Duration LONGEST_CYCLE = Duration.ofSeconds(30);

  /** Where polled batches go. */
  enum Mode {
    PIPELINE,
    NOTIFY
  }

  /**
   * Reads and checks them.
   *
   * @throws DefinitionException with everything that is wrong with them
   */
  static AgentSettings from(Settings settings) {
    Problems problems = new Problems();
    AgentSettings read = from(settings, problems);
    problems.throwIfErrors();
    return read;
  }

  /** The same, with the default for each that is wrong. */
  static AgentSettings from(Settings settings, Problems problems) {
    Reader reader = new Reader(settings, problems);
    int spread = reader.integer("camelometer.polling.spread", -1, 0);
    int deadline = reader.integer("camelometer.polling.deadline", -1, 1);
    int forgetAfter = reader.integer("camelometer.transformers.forget-after", -1, 1);
    return new AgentSettings(
        new LinkedHashSet<>(words(settings.get("camelometer.namespaces", "compute"))),
        words(settings.get("camelometer.pollster-list", "")).stream().map(Glob::new).toList(),
        settings
            .get("camelometer.host")
            .filter(h -> !h.isEmpty())
            .orElseGet(AgentSettings::hostName),
        settings.get("camelometer.sample-source", "openstack"),
        reader.secret("camelometer.telemetry-secret", DEFAULT_SECRET),
        reader.choice("camelometer.units", Units.LEGACY),
        Path.of(settings.get("camelometer.state-dir", "var")).toAbsolutePath(),
        reader.choice("camelometer.polling.mode", Mode.PIPELINE),
        reader.integer("camelometer.polling.batch-size", 500, 1),
        reader.integer("camelometer.polling.notify-batch-size", 50, 1),
        spread < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(spread)),
        deadline < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(deadline)),
        forgetAfter < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(forgetAfter)),
        management(settings, reader.port("camelometer.management.port", MANAGEMENT_PORT)),
        reader.flag("camelometer.lenient", false));
  }

  /** Port 0 is none. */
  private static Optional<InetSocketAddress> management(Settings settings, int port) {
    String host = settings.get("camelometer.management.host", "127.0.0.1");
    return port == 0 ? Optional.empty() : Optional.of(new InetSocketAddress(host, port));
  }

  /**
   * When the first tick of an interval is due on this host: somewhere below the spread, always the
   * same, so that the hosts of a cloud don't all speak at once. All sources of one interval fire
   * together, since only then do they share their readings.
   */
  Duration offset(Duration interval) {
    Duration tenth = interval.dividedBy(10);
    Duration most = spread.orElseGet(() -> shorter(tenth, LONGEST_SPREAD));
    CRC32 hash = new CRC32();
    hash.update((host + "/" + interval.toSeconds()).getBytes(StandardCharsets.UTF_8));
    return Duration.ofMillis(most.toMillis() * (hash.getValue() % 10_000) / 10_000);
  }

  /** How long a cycle may take to read what it reads: as is set, but never above the interval. */
  Duration deadline(Duration interval) {
    Duration most = interval.multipliedBy(8).dividedBy(10);
    return deadline
        .map(set -> shorter(set, interval))
        .orElseGet(() -> shorter(most, LONGEST_CYCLE));
  }

  /** The folder of the spools. */
  Path spools() {
    return stateDir.resolve("spool");
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * How long the transformers of a sink remember a resource that isn't seen.
   *
   * @param interval the longest of the sources that name the sink
   */
  Duration forgetAfter(Duration interval) {
    Duration tenfold = interval.multipliedBy(10);
    return forgetAfter.orElse(tenfold.compareTo(SHORTEST_MEMORY) < 0 ? SHORTEST_MEMORY : tenfold);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  /** Takes the default where a value is wrong, and notes that. */
  private record Reader(Settings settings, Problems problems) {
    /** 0 is none. */
    int port(String key, int otherwise) {
      int port = integer(key, otherwise, 0);
      if (port > LARGEST_PORT) {
        problems.addAll(settings.wrong(key, "is no port; write 0 to 65535").problems());
        return otherwise;
      }
      return port;
    }

    int integer(String key, int otherwise, int least) {
      return read(() -> settings.integer(key, otherwise, least), otherwise);
    }

    boolean flag(String key, boolean otherwise) {
      return read(() -> settings.flag(key, otherwise), otherwise);
    }

    <E extends Enum<E>> E choice(String key, E otherwise) {
      return read(() -> settings.choice(key, otherwise), otherwise);
    }

    /** A text, or where it is to be taken from. */
    String secret(String key, String otherwise) {
      return read(
          () -> {
            References references =
                References.in(settings.get(key, otherwise), settings.position(key));
            return references.resolve(references.marked());
          },
          otherwise);
    }

    private <T> T read(Supplier<T> value, T otherwise) {
      try {
        return value.get();
      } catch (DefinitionException wrong) {
        problems.addAll(wrong.problems());
        return otherwise;
      }
    }
  }
}
