package org.camelometer.publish;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Parts of a URL, as what they say. A stray percent sign belongs to the text. */
public final class UrlText {

  private UrlText() {}

  /** A part before the query, such as a user: plus signs are spaces in queries only. */
  public static String plain(String text) {
    return decoded(text.replace("+", "%2B"), text);
  }

  /** A part of the query. */
  public static String decoded(String text) {
    return decoded(text, text);
  }

  private static String decoded(String text, String otherwise) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return otherwise;
    }
  }
}
