package org.camelometer.openstack.dynamic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reference means at a URL, after RFC 3986, section 5. Java's own {@link java.net.URI} takes
 * no spaces, loses the last segment before a query, and keeps dots beyond the root.
 */
final class UrlJoin {
  private static final Pattern URL =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(.*)", Pattern.DOTALL);
  private static final int SCHEME = 1;
  private static final int HOST = 2;
  private static final int PATH = 3;
  private static final int REST = 4;

  private UrlJoin() {}

  /** Whether a URL names its host. */
  static boolean namesHost(String url) {
    String host = parts(url).group(HOST);
    return host != null && !host.isEmpty();
  }

  /** Scheme, host and port, in lower case. */
  static String origin(String url) {
    Matcher parts = parts(url);
    return "%s://%s"
        .formatted(parts.group(SCHEME), parts.group(HOST))
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** The same URL with a slash at the end of its path, so that references go on behind it. */
  static String asFolder(String url) {
    Matcher parts = parts(url);
    return parts.group(PATH).endsWith("/") ? url : url.replaceFirst("[?#].*", "") + "/";
  }

  /** The URL that a reference means at a base. */
  static String join(String base, String reference) {
    Matcher from = parts(base);
    Matcher to = parts(reference);
    String scheme = to.group(SCHEME);
    if (reference.isEmpty()) {
      return base;
    }
    if (scheme != null
        && (to.group(HOST) != null || !scheme.equalsIgnoreCase(from.group(SCHEME)))) {
      return reference;
    }
    if (to.group(HOST) != null) {
      return from.group(SCHEME) + ":" + reference;
    }
    String start = "%s://%s".formatted(from.group(SCHEME), from.group(HOST));
    if (to.group(PATH).isEmpty()) {
      return start + from.group(PATH) + to.group(REST);
    }
    return start + path(from.group(PATH), to.group(PATH)) + to.group(REST);
  }

  private static String path(String base, String path) {
    String whole =
        path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path;
    List<String> segments = new ArrayList<>(Arrays.asList(whole.split("/", -1)));
    String last = segments.get(segments.size() - 1);
    if (last.equals(".") || last.equals("..")) {
      segments.add("");
    }
    List<String> kept = new ArrayList<>();
    for (String segment : segments.subList(segments.get(0).isEmpty() ? 1 : 0, segments.size())) {
      if (segment.equals("..")) {
        kept.subList(Math.max(0, kept.size() - 1), kept.size()).clear();
      } else if (!segment.equals(".")) {
        kept.add(segment);
      }
    }
    return "/" + String.join("/", kept);
  }

  private static Matcher parts(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("every text is a URL reference");
    }
    return parts;
  }
}
