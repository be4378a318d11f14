package org.camelometer.keystone.session;

import java.net.URI;

/**
 * Where a service is.
 *
 * @param type that by which the catalog knows it
 * @param face public, internal or admin
 * @param region may be empty
 * @param url without a slash at its end
 */
public record Endpoint(String type, String face, String region, URI url) {
  private static final String VERSION = "/v\\d+(\\.\\d+)?$";

  /**
   * The URL of a version of the service's API, whether or not the catalog names one.
   *
   * @param version such as {@code v2.0}
   */
  public URI at(String version) {
    return at(url, version);
  }

  /** The same of any URL. */
  static URI at(URI url, String version) {
    return URI.create(trimmed(url.toString()).replaceFirst(VERSION, "") + "/" + version);
  }

  /** Without slashes at its end. */
  static String trimmed(String url) {
    return url.strip().replaceFirst("/+$", "");
  }
}
