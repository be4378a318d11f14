package org.camelometer.openstack.dynamic.request;

import java.time.Duration;
import java.util.Map;

/**
 * What is asked of an API.
 *
 * @param url with scheme and host
 * @param headers those that the pollster sets
 * @param timeout for everything, from connecting to the last byte of the answer
 * @param mostBytes of the answer's body; a larger one is an error
 * @param followed whether the URL stood in an answer, so that nobody's password should go to a
 *     server that only the answer names
 */
public record Request(
    String url, Map<String, String> headers, Duration timeout, int mostBytes, boolean followed) {
  public Request {
    headers = Map.copyOf(headers);
  }

  /** The URL without query, which may hold secrets. */
  public String shown() {
    return url.replaceFirst("[?#].*", "");
  }
}
