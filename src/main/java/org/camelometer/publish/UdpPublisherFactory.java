package org.camelometer.publish;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.sample.MessageSignature;

/** {@code udp://host[:port]}, an IPv6 address in brackets; the port is 4952 unless given. */
public final class UdpPublisherFactory implements PublisherFactory {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.%\\w]+]|[^:@\\[\\]]+)(?::(\\d{0,5}))?");
  private static final int PORT = 4952;
  private static final KnownOptions OPTIONS = new KnownOptions();

  @Override
  public String scheme() {
    return "udp";
  }

  @Override
  public UdpPublisher create(PublisherUrl url, PublisherContext context) {
    OPTIONS.check(url);
    Matcher authority = AUTHORITY.matcher(url.authority());
    if (!authority.matches()) {
      throw new DefinitionException(
          url.position(), "%s is not udp://host[:port]".formatted(url.display()));
    }
    String host = authority.group(1).replaceAll("[\\[\\]]", "");
    return new UdpPublisher(host, port(authority, url), new MessageSignature(context.secret()));
  }

  private static int port(Matcher authority, PublisherUrl url) {
    String text = authority.group(2);
    int port = text == null || text.isEmpty() ? PORT : Integer.parseInt(text);
    if (port < 1 || port > 0xffff) {
      throw new DefinitionException(
          url.position(), "port %d of %s is not within 1 to 65535".formatted(port, url.display()));
    }
    return port;
  }
}
