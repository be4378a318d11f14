package org.camelometer.openstack.dynamic.outside;

import java.util.Optional;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.core5.http.HttpRequest;

/** RFC 7616: the server asks, and the request is made again with a hash of what it asked. */
final class DigestAuthentication implements Authentication {
  private final Credentials login;

  DigestAuthentication(String user, String password) {
    login = new UsernamePasswordCredentials(user, password.toCharArray());
  }

  @Override
  public void sign(HttpRequest request, String url) {
    // Nothing can be proved before the server has asked.
  }

  @Override
  public Optional<Credentials> credentials() {
    return Optional.of(login);
  }
}
