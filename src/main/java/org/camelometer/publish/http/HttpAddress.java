package org.camelometer.publish.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.util.URISupport;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.publish.UrlText;

/**
 * Where an HTTP server is, and who we are there.
 *
 * @param scheme {@code http} or {@code https}
 * @param host as a URL has it, an IPv6 address in brackets
 * @param port never left out
 * @param path as written; empty or from its slash, and may hold a secret
 * @param shownPath the same as it may be shown
 * @param query what every request's query ends in, as written; may be empty, and may hold a secret
 * @param login {@code user:password}, decoded; never shown
 */
record HttpAddress(
    String scheme,
    String host,
    int port,
    String path,
    String shownPath,
    String query,
    Optional<String> login) {

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:(.*)@)?(\\[[0-9A-Fa-f:.]+]|[^:@\\[\\]]+)(?::(\\d{0,5}))?");

  /**
   * Takes a publisher URL apart.
   *
   * @param scheme {@code http} or {@code https}, whatever that of the URL
   * @param ours the options that are for us, and leave the query
   * @throws DefinitionException if it names no host, or has signs that no URL has
   */
  static HttpAddress of(PublisherUrl url, String scheme, Predicate<String> ours) {
    Matcher authority = AUTHORITY.matcher(url.authority());
    if (!authority.matches()) {
      throw wrong(url, "is not %s://[user:password@]host[:port]/path".formatted(url.scheme()));
    }
    HttpAddress address =
        new HttpAddress(
            scheme,
            authority.group(2),
            port(authority.group(3), scheme, url),
            url.path(),
            url.masked(url.path()),
            query(url.query(), ours),
            Optional.ofNullable(authority.group(1)).map(HttpAddress::login));
    try {
      new URI(address.with(address.path()) + "?" + address.query());
    } catch (URISyntaxException e) {
      throw wrong(url, "has a sign that a URL writes in %XX, such as a space or a brace");
    }
    return address;
  }

  /** Without login and query, which may hold secrets, and without those in the path. */
  @Override
  public String toString() {
    return with(shownPath);
  }

  private String with(String anyPath) {
    return "%s://%s:%d%s".formatted(scheme, host, port, anyPath);
  }

  /** The value of the header that tells who we are. */
  Optional<String> authorization() {
    return login.map(
        text ->
            "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The path as a request asks for it that Camel makes of this address as an endpoint's URI. */
  String pathInCamel() {
    try {
      return shownPath.isEmpty() ? "" : new URI(URISupport.normalizeUri(toString())).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(this + " was a URI before", e);
    }
  }

  private static int port(String text, String scheme, PublisherUrl url) {
    int otherwise = scheme.equals("https") ? 443 : 80;
    int port = text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
    if (port < 1 || port > 0xffff) {
      throw wrong(url, "has port %d, which is not within 1 to 65535".formatted(port));
    }
    return port;
  }

  /** The query without our options, otherwise as it stands: its signs may mean something. */
  private static String query(String query, Predicate<String> ours) {
    return Arrays.stream(query.split("&"))
        .filter(
            pair -> !pair.isEmpty() && !ours.test(UrlText.decoded(pair.replaceFirst("=.*", ""))))
        .collect(Collectors.joining("&"));
  }

  private static String login(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? UrlText.plain(userInfo) + ":"
        : UrlText.plain(userInfo.substring(0, colon))
            + ":"
            + UrlText.plain(userInfo.substring(colon + 1));
  }

  private static DefinitionException wrong(PublisherUrl url, String fault) {
    return new DefinitionException(url.position(), url.display() + " " + fault);
  }
}
