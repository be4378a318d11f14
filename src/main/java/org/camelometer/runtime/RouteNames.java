package org.camelometer.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import org.camelometer.definition.PublisherUrl;

/**
 * Turns the names that operators give to sources and sinks into something that route ids, endpoint
 * URIs and JMX names can carry. A name of letters, digits and {@code . _ -} stays as it is.
 */
final class RouteNames {
  private RouteNames() {}

  /**
   * The name itself, or with every other sign turned into {@code _} and a hash behind it, so that
   * two names stay two.
   */
  static String of(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return safe.equals(name)
        ? name
        : "%s-%s".formatted(safe, Integer.toHexString(name.hashCode()).toLowerCase(Locale.ROOT));
  }

  static String poll(String source) {
    return "poll-" + of(source);
  }

  static String change(String source) {
    return "change-" + of(source);
  }

  static String source(String source) {
    return "source-" + of(source);
  }

  static String sink(String sink) {
    return "sink-" + of(sink);
  }

  static String transformer(String sink, int number, String name) {
    return "sink-%s-%d-%s".formatted(of(sink), number, of(name));
  }

  static String publisher(String sink, int number, String scheme) {
    return "publisher-%s-%d-%s".formatted(of(sink), number, of(scheme));
  }

  /** The route that delivers what the route of a publisher took in. */
  static String delivery(String publisher) {
    return publisher.replaceFirst("^publisher-", "deliver-");
  }

  /**
   * The spool of a publisher: named after where its samples go, so that what it holds goes there
   * also when the publishers of the sink change places, or a password changes.
   */
  static String spool(String sink, PublisherUrl url) {
    CRC32 hash = new CRC32();
    hash.update(url.destination().getBytes(StandardCharsets.UTF_8));
    return "%s-%s-%08x".formatted(of(sink), of(url.scheme()), hash.getValue());
  }
}
