package org.camelometer.publish.otlp;

import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.UrlOptions;
import org.camelometer.publish.http.HttpFactory;

/**
 * {@code opentelemetryhttp://[user:password@]host[:port][/path][?ssl=true&timeout=5…]}: whoever
 * takes metrics by OTLP over HTTP. The path is {@code /v1/metrics} unless given.
 */
public final class OtlpPublisherFactory extends HttpFactory {
  private static final String PATH = "/v1/metrics";
  private static final String UNDERSCORES = "underscores";
  private static final KnownOptions OPTIONS =
      new KnownOptions(SSL, BATCH_SIZE, UNDERSCORES)
          .idle("batch", "a request always holds a batch")
          .idle("raw_only", "it takes no events");

  public OtlpPublisherFactory() {
    super("opentelemetryhttp", OPTIONS);
  }

  @Override
  public OtlpPublisher create(PublisherUrl url, PublisherContext context) {
    boolean hasPath = !url.path().isEmpty() && !url.path().equals("/");
    PublisherUrl whole = hasPath ? url : withPath(url);
    batchSize(url, context);
    boolean dots = !new UrlOptions(url).flag(UNDERSCORES, false);
    return new OtlpPublisher(target(whole), context.host(), dots);
  }

  private static PublisherUrl withPath(PublisherUrl url) {
    return new PublisherUrl(
        url.text(), url.scheme(), url.authority(), PATH, url.options(), url.position());
  }
}
