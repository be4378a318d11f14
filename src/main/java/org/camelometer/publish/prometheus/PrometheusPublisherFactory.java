package org.camelometer.publish.prometheus;

import java.util.regex.Pattern;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.http.HttpFactory;

/**
 * {@code prometheus://[user:password@]host[:port]/metrics/job/NAME[?ssl=true&timeout=5…]}: a
 * Pushgateway, or another that takes Prometheus' text format.
 */
public final class PrometheusPublisherFactory extends HttpFactory {
  /** A path without labels beside the job; a prefix may stand before it. */
  private static final Pattern JOB = Pattern.compile(".*/metrics/job(@base64)?/[^/]+/?");

  private static final KnownOptions OPTIONS =
      new KnownOptions(SSL)
          .idle("batch", "a push holds all meters of a resource")
          .idle("raw_only", "it takes no events");

  public PrometheusPublisherFactory() {
    super("prometheus", OPTIONS);
  }

  @Override
  public PrometheusPublisher create(PublisherUrl url, PublisherContext context) {
    if (url.path().isEmpty() || url.path().equals("/")) {
      throw new DefinitionException(
          url.position(),
          "%s names no job; write prometheus://host:9091/metrics/job/NAME"
              .formatted(url.display()));
    }
    return new PrometheusPublisher(target(url), JOB.matcher(url.path()).matches());
  }
}
