package org.camelometer.openstack.dynamic.outside;

import java.util.Optional;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.core5.http.HttpRequest;

/** How we prove to an API who we are. Immutable; for any number of threads. */
public interface Authentication {
  /** To APIs that ask nobody. */
  Authentication NONE = (request, url) -> {};

  /** Adds what proves it to a request that is complete but for that. */
  void sign(HttpRequest request, String url);

  /** What answers a server that wants it proved its own way. */
  default Optional<Credentials> credentials() {
    return Optional.empty();
  }
}
