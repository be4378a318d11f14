package org.camelometer.publish;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelometer.component.spool.OverflowPolicy;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.PublisherUrl;

/**
 * Whether a publisher has a spool, and how it keeps samples: what the options {@code spool}, {@code
 * spool_policy} and {@code spool_max_bytes} of its URL say, and Ceilometer's {@code policy} of
 * {@code notifier://} and {@code kafka://}.
 *
 * @param on whether it has one
 * @param maxBytes how much it holds, in bytes
 * @param policy what becomes of samples for which it has no room
 */
public record SpoolOptions(boolean on, long maxBytes, OverflowPolicy policy) {
  /** No spool. */
  public static final SpoolOptions NONE = new SpoolOptions(false, 0, OverflowPolicy.REFUSE);

  private static final long LIMIT = 1L << 30;
  private static final long LEAST = 1L << 20;

  private static final Map<String, OverflowPolicy> POLICIES =
      Map.of(
          "drop-oldest", OverflowPolicy.DROP_OLDEST,
          "block", OverflowPolicy.BLOCK,
          "refuse", OverflowPolicy.REFUSE);

  /** {@code default} waits for the bus, {@code queue} keeps the newest. */
  private static final Map<String, OverflowPolicy> CEILOMETER_POLICIES =
      Map.of("default", OverflowPolicy.BLOCK, "queue", OverflowPolicy.DROP_OLDEST);

  /** Ceilometer's policy that keeps nothing: what the bus doesn't take at once is lost. */
  private static final String KEEPS_NOTHING = "drop";

  /** Those whose URLs have Ceilometer's {@code policy}; elsewhere it may be the server's own. */
  private static final Set<String> WITH_POLICY = Set.of("notifier", "kafka");

  /**
   * Reads them.
   *
   * @param otherwise whether there is one where the URL doesn't say
   * @throws DefinitionException naming the URL's place if one of them can't be used
   */
  public static SpoolOptions of(PublisherUrl url, boolean otherwise) {
    Optional<String> ceilometers = ceilometers(url);
    boolean keeps = otherwise && !ceilometers.filter(KEEPS_NOTHING::equals).isPresent();
    return new SpoolOptions(
        url.option("spool").map(text -> flag(text, url)).orElse(keeps),
        url.option("spool_max_bytes").map(text -> bytes(text, url)).orElse(LIMIT),
        url.option("spool_policy")
            .map(text -> policy(text, url))
            .or(() -> ceilometers.map(CEILOMETER_POLICIES::get))
            .orElse(OverflowPolicy.DROP_OLDEST));
  }

  private static Optional<String> ceilometers(PublisherUrl url) {
    Optional<String> policy =
        url.option("policy").filter(any -> WITH_POLICY.contains(url.scheme()));
    if (policy.isPresent() && !List.of("default", "queue", "drop").contains(policy.get())) {
      throw wrong(url, "policy", policy.get(), "is none of default, queue, drop");
    }
    return policy;
  }

  private static boolean flag(String text, PublisherUrl url) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw wrong(url, "spool", text, "is neither true nor false");
    };
  }

  private static long bytes(String text, PublisherUrl url) {
    try {
      long bytes = Long.parseLong(text);
      if (bytes >= LEAST) {
        return bytes;
      }
    } catch (NumberFormatException notANumber) {
      // told below
    }
    throw wrong(url, "spool_max_bytes", text, "is not a number of bytes of at least " + LEAST);
  }

  private static OverflowPolicy policy(String text, PublisherUrl url) {
    OverflowPolicy policy = POLICIES.get(text);
    if (policy == null) {
      throw wrong(
          url,
          "spool_policy",
          text,
          "is no policy of a spool" + Nearest.hint(text, POLICIES.keySet()));
    }
    return policy;
  }

  private static DefinitionException wrong(
      PublisherUrl url, String option, String text, String fault) {
    return new DefinitionException(
        url.position(), "%s '%s' of %s %s".formatted(option, text, url.display(), fault));
  }
}
