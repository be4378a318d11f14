package org.camelometer.openstack.dynamic.request;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
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

  /** Signs that a URL can't have, but operators write. */
  private static final String FORBIDDEN = " \"<>\\^`{|}";

  public Request {
    headers = Map.copyOf(headers);
  }

  /** The URL without query, which may hold secrets. */
  public String shown() {
    return url.replaceFirst("[?#].*", "");
  }

  /**
   * The URL as it is asked for: signs that can't stand in one, but operators write, are encoded.
   *
   * @throws IOException with a sentence for operators if it is none, or has a login in it
   */
  public URI uri() throws IOException {
    try {
      URI uri = new URI(encoded(url));
      boolean isHttp =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!isHttp || uri.getHost() == null) {
        throw new IOException("'%s' is no URL as in https://host/path".formatted(shown()));
      }
      if (uri.getRawUserInfo() != null) {
        throw new IOException(
            "a URL of %s has a login in it; write it into authentication_parameters"
                .formatted(uri.getHost()));
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IOException("'%s' is no URL: %s".formatted(shown(), e.getReason()), e);
    }
  }

  /** The URL with those signs in %XX that can't stand in one; what is in %XX already stays so. */
  private static String encoded(String url) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : url.getBytes(StandardCharsets.UTF_8)) {
      char sign = (char) (each & 0xff);
      if (sign <= ' ' || sign > '~' || FORBIDDEN.indexOf(sign) >= 0) {
        encoded.append("%%%02X".formatted((int) sign));
      } else {
        encoded.append(sign);
      }
    }
    return encoded.toString().replaceFirst("#.*", "");
  }
}
