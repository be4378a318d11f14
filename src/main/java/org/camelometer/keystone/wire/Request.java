package org.camelometer.keystone.wire;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a service is asked. Headers and body may hold secrets and are never shown.
 *
 * @param service the type by which the catalog knows it: what calls are counted for
 * @param url asked for exactly as it stands
 * @param body JSON, if there is one
 */
public record Request(
    String service, String method, URI url, Map<String, String> headers, Optional<String> body) {

  public Request {
    headers = Map.copyOf(headers);
  }

  /** One without a body, that asks for JSON. */
  public static Request of(String service, String method, URI url) {
    return new Request(
        service, method, url, Map.of("Accept", "application/json"), Optional.empty());
  }

  /** One that sends JSON. */
  public static Request post(String service, URI url, String json) {
    return new Request(
        service, "POST", url, Map.of("Accept", "application/json"), Optional.of(json));
  }

  /** The same with one header more. */
  public Request with(String header, String value) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.put(header, value);
    return new Request(service, method, url, all, body);
  }

  /** {@code GET https://host/path}, without query and login, which may hold secrets. */
  @Override
  public String toString() {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return "%s %s://%s%s%s"
        .formatted(method, url.getScheme(), url.getHost(), port, url.getRawPath());
  }
}
