package org.camelometer.publish;

import org.camelometer.definition.PublisherUrl;

/** {@code test://[name][?max_samples=number]}. */
public final class TestPublisherFactory implements PublisherFactory {
  private static final String MOST = "max_samples";
  private static final int USUAL = 10_000;
  private static final int LIMIT = 10_000_000;
  private static final KnownOptions OPTIONS = new KnownOptions(MOST);

  @Override
  public String scheme() {
    return "test";
  }

  @Override
  public TestPublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    return new TestPublisher(
        url.authority() + url.path(), new UrlOptions(url).integer(MOST, USUAL, 1, LIMIT));
  }
}
