package org.camelometer.publish;

import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;

/** Schemes of Ceilometer's that have no meaning here: each is an error that says what to write. */
abstract class RefusedScheme implements PublisherFactory {
  private final String scheme;
  private final String instead;

  RefusedScheme(String scheme, String instead) {
    this.scheme = scheme;
    this.instead = instead;
  }

  @Override
  public String scheme() {
    return scheme;
  }

  @Override
  public Object create(PublisherUrl url, PublisherContext context) {
    throw new DefinitionException(
        url.position(), "publisher %s is not supported; %s".formatted(url.display(), instead));
  }

  /** The calls that collectors took before notifications. */
  public static final class Rpc extends RefusedScheme {
    public Rpc() {
      super("rpc", "Ceilometer dropped it in 2015: write notifier://");
    }
  }

  /** Straight into a database of the same process. */
  public static final class Direct extends RefusedScheme {
    public Direct() {
      super("direct", "there is no dispatcher in this process: write file:// or notifier://");
    }
  }
}
