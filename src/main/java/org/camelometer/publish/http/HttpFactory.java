package org.camelometer.publish.http;

import java.util.ArrayList;
import java.util.List;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.PublisherContext;
import org.camelometer.publish.PublisherFactory;
import org.camelometer.publish.UrlOptions;

/**
 * What the factories have in common whose publishers send by HTTP: the options of {@link
 * HttpTarget}, {@code ssl} to ask for TLS, and a query whose other options go to the server.
 */
public abstract class HttpFactory implements PublisherFactory {
  /** The option that asks for TLS where the scheme doesn't. */
  protected static final String SSL = "ssl";

  /** The option that says how many samples a request may hold. */
  protected static final String BATCH_SIZE = "batch_size";

  /** What a polling batch has; as JSON below the megabyte that many servers allow. */
  private static final int BATCH = 500;

  private static final int LARGEST_BATCH = 100_000;

  private final String scheme;
  private final KnownOptions options;

  /**
   * One for a scheme.
   *
   * @param options those of the publisher, beside the ones of {@link HttpTarget}
   */
  protected HttpFactory(String scheme, KnownOptions options) {
    this.scheme = scheme;
    this.options = options.and(HttpTarget.OPTIONS);
  }

  @Override
  public final String scheme() {
    return scheme;
  }

  @Override
  public final boolean isSpooled() {
    return true;
  }

  @Override
  public int batchSize(PublisherUrl url, PublisherContext context) {
    return new UrlOptions(url).integer(BATCH_SIZE, BATCH, 1, LARGEST_BATCH);
  }

  @Override
  public List<Problem> warnings(PublisherUrl url) {
    List<Problem> warnings = new ArrayList<>(options.warnings(url));
    warnings.addAll(options.nearMisses(url));
    warnings.addAll(HttpTarget.warnings(url, httpScheme(url)));
    return warnings;
  }

  /** The server of a URL. */
  protected final HttpTarget target(PublisherUrl url) {
    return HttpTarget.of(url, httpScheme(url), options, HttpTarget.ANSWER);
  }

  /** {@code http} or {@code https}. */
  protected String httpScheme(PublisherUrl url) {
    return new UrlOptions(url).flag(SSL, false) ? "https" : "http";
  }
}
