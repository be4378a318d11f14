package org.camelometer.publish.kafka;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.HostPort;
import org.camelometer.publish.UrlOptions;
import org.camelometer.publish.UrlText;

/**
 * Where Kafka is, and who we are there. Names no class of Kafka's, so that none is loaded before
 * the first batch.
 *
 * @param brokers {@code host:port}, separated by commas: any of them tells of the others
 * @param security properties of Kafka's clients, passwords among them; never shown
 * @param timeout the longest that a batch may take
 */
record KafkaConnection(String brokers, Map<String, String> security, Duration timeout) {
  private static final int PORT = 9092;
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final String TIMEOUT = "timeout";

  /** oslo.messaging's names for these. */
  private static final String PROTOCOL = "security_protocol";

  private static final String MECHANISM = "sasl_mechanism";
  private static final String AUTHORITIES = "ssl_cafile";

  /** The options that it is read from. */
  static final Set<String> OPTIONS = Set.of(TIMEOUT, PROTOCOL, MECHANISM, AUTHORITIES);

  /** Modules of Java's login framework, by mechanism. */
  private static final Map<String, String> MODULES =
      Map.of(
          "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule",
          "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
          "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

  /** Keeps a copy. */
  KafkaConnection {
    security = Map.copyOf(security);
  }

  /**
   * Reads {@code kafka://[user:password@]host[:port][,host2…]} and its options.
   *
   * @throws DefinitionException naming what can't be used
   */
  static KafkaConnection of(PublisherUrl url) {
    UrlOptions options = new UrlOptions(url);
    String authority = url.authority();
    int at = authority.lastIndexOf('@');
    Duration timeout = options.seconds(TIMEOUT, USUAL, LONGEST);
    if (timeout.compareTo(LEAST) < 0) {
      throw options.wrong(TIMEOUT, "is less than a second");
    }
    return new KafkaConnection(
        Stream.of(authority.substring(at + 1).split(",", -1))
            .map(part -> HostPort.of(url, part, PORT))
            .map(KafkaConnection::address)
            .collect(Collectors.joining(",")),
        security(options, at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at))),
        timeout);
  }

  /** Everything but passwords. */
  @Override
  public String toString() {
    return "kafka://" + brokers;
  }

  private static String address(HostPort broker) {
    return broker.toString().substring((broker.scheme() + "://").length());
  }

  private static Map<String, String> security(UrlOptions options, Optional<String> login) {
    PublisherUrl url = options.url();
    String otherwise = login.isPresent() ? "SASL_SSL" : "PLAINTEXT";
    String protocol = url.option(PROTOCOL).orElse(otherwise);
    if (!List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL").contains(protocol)) {
      throw options.wrong(PROTOCOL, "is none of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL");
    }
    if (protocol.startsWith("SASL") != login.isPresent()) {
      throw new DefinitionException(
          url.position(),
          "%s has %s, and %s takes %s"
              .formatted(
                  url.display(),
                  login.isPresent() ? "a user" : "no user",
                  protocol,
                  login.isPresent() ? "none" : "one: write kafka://user:password@host"));
    }
    Map<String, String> security = new LinkedHashMap<>();
    security.put("security.protocol", protocol);
    login.ifPresent(text -> security.putAll(login(options, text)));
    url.option(AUTHORITIES)
        .ifPresent(
            file -> {
              security.put("ssl.truststore.type", "PEM");
              security.put("ssl.truststore.location", file);
            });
    return security;
  }

  private static Map<String, String> login(UrlOptions options, String login) {
    String mechanism = options.url().option(MECHANISM).orElse("PLAIN");
    String module = MODULES.get(mechanism);
    if (module == null) {
      throw options.wrong(MECHANISM, "is none of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512");
    }
    int colon = login.indexOf(':');
    String user = UrlText.plain(colon < 0 ? login : login.substring(0, colon));
    String password = colon < 0 ? "" : UrlText.plain(login.substring(colon + 1));
    return Map.of(
        "sasl.mechanism",
        mechanism,
        "sasl.jaas.config",
        "%s required username=%s password=%s;".formatted(module, quoted(user), quoted(password)));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
