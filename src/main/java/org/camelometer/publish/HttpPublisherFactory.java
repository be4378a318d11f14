package org.camelometer.publish;

import java.util.ArrayList;
import java.util.List;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;

/**
 * {@code http://[user:password@]host[:port]/path?timeout=5&max_retries=2&batch=true&batch_size=…},
 * and the same with {@code https}. What else is in the query goes to the server.
 */
public class HttpPublisherFactory implements PublisherFactory {
  private static final String BATCH = "batch";
  private static final String BATCH_SIZE = "batch_size";

  /** What a polling batch has; as JSON below the megabyte that many servers allow. */
  private static final int BATCH_OF = 500;

  private static final int MOST = 100_000;
  private static final KnownOptions OPTIONS =
      new KnownOptions(BATCH, BATCH_SIZE)
          .and(HttpTarget.OPTIONS)
          .idle("raw_only", "only events have a raw part; samples go out as ever");

  private final String scheme;

  /** That of {@code http}. */
  public HttpPublisherFactory() {
    this("http");
  }

  private HttpPublisherFactory(String scheme) {
    this.scheme = scheme;
  }

  /** That of {@code https}. */
  public static final class Secure extends HttpPublisherFactory {
    public Secure() {
      super("https");
    }
  }

  @Override
  public String scheme() {
    return scheme;
  }

  @Override
  public HttpPublisher create(PublisherUrl url, PublisherContext context) {
    HttpTarget target = HttpTarget.of(url, scheme, OPTIONS, HttpTarget.ANSWER);
    batchSize(url, context);
    return new HttpPublisher(target, isBatched(url));
  }

  @Override
  public boolean isSpooled() {
    return true;
  }

  @Override
  public int batchSize(PublisherUrl url, PublisherContext context) {
    int size = new UrlOptions(url).integer(BATCH_SIZE, BATCH_OF, 1, MOST);
    return isBatched(url) ? size : 1;
  }

  @Override
  public List<Problem> warnings(PublisherUrl url) {
    List<Problem> warnings = new ArrayList<>(OPTIONS.warnings(url));
    warnings.addAll(OPTIONS.nearMisses(url));
    warnings.addAll(HttpTarget.warnings(url, scheme));
    return warnings;
  }

  private static boolean isBatched(PublisherUrl url) {
    return new UrlOptions(url).flag(BATCH, true);
  }
}
