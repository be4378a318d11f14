package org.camelometer.publish;

import java.util.List;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;

/** {@code log:}, without anything else. */
public final class LogPublisherFactory implements PublisherFactory {
  private static final KnownOptions OPTIONS = new KnownOptions();

  @Override
  public String scheme() {
    return "log";
  }

  @Override
  public LogPublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    return new LogPublisher();
  }

  @Override
  public List<Problem> warnings(PublisherUrl url) {
    String name = url.authority() + url.path();
    return name.isEmpty()
        ? List.of()
        : List.of(
            Problem.warning(
                url.position(),
                "'%s' of %s has no effect: samples are logged as %s"
                    .formatted(name, url.display(), LogPublisher.LOGGER)));
  }
}
