package org.camelometer.publish.scrape;

import java.time.Duration;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.HostPort;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;
import org.camelometer.publish.UrlOptions;

/**
 * {@code scrape://[host[:port]][/path][?stale=300&settle=2&max_series=100000&display_name=false]}:
 * an address of this machine that Prometheus scrapes.
 */
public final class ScrapePublisherFactory implements PublisherFactory {
  private static final String STALE = "stale";
  private static final String SETTLE = "settle";
  private static final String MOST = "max_series";
  private static final String NAMED = "display_name";
  private static final String HOST = "127.0.0.1";
  private static final int PORT = 9877;
  private static final Duration STALE_AFTER = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final int SETTLE_SECONDS = 2;
  private static final int LONGEST_SETTLE = 60;
  private static final int SERIES = 100_000;
  private static final int MOST_SERIES = 10_000_000;
  private static final KnownOptions OPTIONS = new KnownOptions(STALE, SETTLE, MOST, NAMED);

  @Override
  public String scheme() {
    return "scrape";
  }

  @Override
  public ScrapePublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    UrlOptions options = new UrlOptions(url);
    ScrapeBoard board =
        new ScrapeBoard(
            context.clock(),
            Duration.ofSeconds(options.integer(SETTLE, SETTLE_SECONDS, 0, LONGEST_SETTLE)),
            options.seconds(STALE, STALE_AFTER, LONGEST),
            options.integer(MOST, SERIES, 1, MOST_SERIES));
    ScrapeText text = new ScrapeText(options.flag(NAMED, false));
    return new ScrapePublisher(address(url), path(url), board, text);
  }

  private static HostPort address(PublisherUrl url) {
    return url.authority().isEmpty()
        ? new HostPort(url.scheme(), HOST, PORT)
        : HostPort.of(url, PORT);
  }

  private static String path(PublisherUrl url) {
    if (!url.path().matches("(/[A-Za-z0-9._~-]+)*/?")) {
      throw new DefinitionException(
          url.position(),
          "the path of %s is not made of letters, digits and / . _ ~ -".formatted(url.display()));
    }
    String path = url.path().replaceFirst("/$", "");
    return path.isEmpty() ? "/metrics" : path;
  }
}
