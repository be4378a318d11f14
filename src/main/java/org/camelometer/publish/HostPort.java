package org.camelometer.publish;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;

/**
 * The receiver that {@code scheme://host[:port]} names; an IPv6 address stands in brackets, with
 * its zone behind a percent sign where it has one ({@code [fe80::1%eth0]}, or {@code %25eth0} as
 * URLs have it). Immutable.
 *
 * @param scheme of the URL
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 */
public record HostPort(String scheme, String host, int port) {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+(?:%[^%\\]]+)?]|[^:@\\[\\]]+)(?::(\\d{0,5}))?");

  /**
   * Reads the authority of a URL.
   *
   * @throws DefinitionException if it is none, or its port is out of range
   */
  public static HostPort of(PublisherUrl url, int defaultPort) {
    return of(url, url.authority(), defaultPort);
  }

  /** The same of a part of the authority, where it names several hosts. */
  public static HostPort of(PublisherUrl url, String part, int defaultPort) {
    Matcher authority = AUTHORITY.matcher(part);
    if (!authority.matches()) {
      throw new DefinitionException(
          url.position(), "%s is not %s://host[:port]".formatted(url.display(), url.scheme()));
    }
    String text = authority.group(2);
    int port = text == null || text.isEmpty() ? defaultPort : Integer.parseInt(text);
    if (port < 1 || port > 0xffff) {
      throw new DefinitionException(
          url.position(), "port %d of %s is not within 1 to 65535".formatted(port, url.display()));
    }
    String host = authority.group(1).replaceAll("[\\[\\]]", "").replaceFirst("%25", "%");
    return new HostPort(url.scheme(), host, port);
  }

  /**
   * All addresses of the name, those of IPv6 first as in Ceilometer. Java keeps the answer of the
   * name service for half a minute.
   *
   * @throws IOException if nobody knows the name
   */
  public List<InetSocketAddress> addresses() throws IOException {
    try {
      return preferred(InetAddress.getAllByName(host)).stream()
          .map(address -> new InetSocketAddress(address, port))
          .toList();
    } catch (UnknownHostException e) {
      throw new IOException(this + ": nobody knows that name", e);
    }
  }

  /** IPv6 first, and otherwise in the order of the name service. */
  static List<InetAddress> preferred(InetAddress... addresses) {
    return Stream.of(addresses)
        .sorted(Comparator.comparing((InetAddress a) -> !(a instanceof Inet6Address)))
        .toList();
  }

  /** As a user would write it. */
  @Override
  public String toString() {
    return "%s://%s:%d".formatted(scheme, host.contains(":") ? "[" + host + "]" : host, port);
  }
}
