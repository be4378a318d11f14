package org.camelometer.keystone.wire;

import java.time.Duration;
import java.util.List;
import org.camelometer.definition.Settings;

/**
 * What a service may take of us, and we of it; from {@code camelometer.keystone.*}.
 *
 * @param connect how long a connection may take to come about
 * @param timeout for an attempt, from connecting to the last byte of the answer
 * @param deadline for a request with all attempts and the pauses between them
 * @param attempts the most for a request
 * @param largest the most bytes of an answer
 * @param pages the most of one list
 * @param callsPerMinute the most to one service in a minute
 * @param connections the most at once to one service
 */
public record RequestLimits(
    Duration connect,
    Duration timeout,
    Duration deadline,
    int attempts,
    int largest,
    int pages,
    int callsPerMinute,
    int connections) {
  private static final String PREFIX = "camelometer.keystone.";

  /** The key of {@link #callsPerMinute}, for sentences. */
  static final String CALLS_PER_MINUTE = PREFIX + "calls-per-minute";

  /** The key of {@link #largest}, for sentences. */
  static final String LARGEST = PREFIX + "largest-answer";

  /** The key of {@link #pages}, for sentences. */
  public static final String PAGES = PREFIX + "pages";

  /** What is taken where nothing is set. */
  public static final RequestLimits DEFAULTS =
      new RequestLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          4,
          32 << 20,
          10_000,
          6_000,
          8);

  /** The settings that are read. */
  public static List<String> settings() {
    return List.of(
        PREFIX + "connect-timeout",
        PREFIX + "timeout",
        PREFIX + "deadline",
        PREFIX + "attempts",
        LARGEST,
        PAGES,
        CALLS_PER_MINUTE,
        PREFIX + "connections");
  }

  /**
   * Reads the settings.
   *
   * @throws org.camelometer.definition.DefinitionException naming the key that is wrong
   */
  public static RequestLimits of(Settings settings) {
    return new RequestLimits(
        seconds(settings, "connect-timeout", DEFAULTS.connect),
        seconds(settings, "timeout", DEFAULTS.timeout),
        seconds(settings, "deadline", DEFAULTS.deadline),
        settings.integer(PREFIX + "attempts", DEFAULTS.attempts, 1),
        settings.integer(LARGEST, DEFAULTS.largest, 1),
        settings.integer(PAGES, DEFAULTS.pages, 1),
        settings.integer(CALLS_PER_MINUTE, DEFAULTS.callsPerMinute, 1),
        settings.integer(PREFIX + "connections", DEFAULTS.connections, 1));
  }

  private static Duration seconds(Settings settings, String key, Duration otherwise) {
    return Duration.ofSeconds(settings.integer(PREFIX + key, (int) otherwise.toSeconds(), 1));
  }
}
