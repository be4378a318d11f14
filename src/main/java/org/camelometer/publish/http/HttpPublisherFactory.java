package org.camelometer.publish.http;

import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.UrlOptions;

/**
 * {@code http://[user:password@]host[:port]/path?timeout=5&max_retries=2&batch=true&batch_size=…},
 * and the same with {@code https}. What else is in the query goes to the server.
 */
public class HttpPublisherFactory extends HttpFactory {
  private static final String BATCH = "batch";
  private static final KnownOptions OPTIONS =
      new KnownOptions(BATCH, BATCH_SIZE)
          .idle("raw_only", "only events have a raw part; samples go out as ever");

  /** That of {@code http}. */
  public HttpPublisherFactory() {
    this("http");
  }

  private HttpPublisherFactory(String scheme) {
    super(scheme, OPTIONS);
  }

  /** That of {@code https}. */
  public static final class Secure extends HttpPublisherFactory {
    public Secure() {
      super("https");
    }
  }

  @Override
  protected final String httpScheme(PublisherUrl url) {
    return scheme();
  }

  @Override
  public HttpPublisher create(PublisherUrl url, PublisherContext context) {
    HttpTarget target = target(url);
    batchSize(url, context);
    return new HttpPublisher(target, isBatched(url));
  }

  @Override
  public int batchSize(PublisherUrl url, PublisherContext context) {
    int size = super.batchSize(url, context);
    return isBatched(url) ? size : 1;
  }

  private static boolean isBatched(PublisherUrl url) {
    return new UrlOptions(url).flag(BATCH, true);
  }
}
