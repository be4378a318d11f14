package org.camelometer.publish.gnocchi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How names stand in the path of a request. */
final class Paths {

  private Paths() {}

  /** One segment, with everything encoded that could end it. */
  static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
