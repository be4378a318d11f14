package org.camelometer.publish;

import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;

/**
 * {@code camel:URI}: any Camel endpoint. The bean is the URL itself, whose path is the endpoint's
 * URI.
 */
public final class CamelPublisherFactory implements PublisherFactory {

  @Override
  public String scheme() {
    return "camel";
  }

  @Override
  public PublisherUrl create(PublisherUrl url, PublisherContext context) {
    if (!url.path().matches("[A-Za-z][A-Za-z0-9+.-]*:.+")) {
      throw new DefinitionException(
          url.position(),
          "'%s' names no Camel endpoint; write camel: and its URI, such as camel:seda:samples"
              .formatted(url.display()));
    }
    return url;
  }
}
