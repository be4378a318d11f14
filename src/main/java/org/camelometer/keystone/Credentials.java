package org.camelometer.keystone;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.camelometer.http.HttpTls;

/**
 * Everything that it takes to enter a cloud.
 *
 * @param authUrl where Keystone is, as it was written
 * @param region the only one whose services are asked; empty for whichever comes first
 * @param interfaces of services, the first that the catalog has: public, internal, admin
 * @param tls for every service
 */
public record Credentials(
    URI authUrl,
    Login login,
    Scope scope,
    Optional<String> region,
    List<String> interfaces,
    HttpTls tls) {

  public Credentials {
    interfaces = List.copyOf(interfaces);
  }
}
