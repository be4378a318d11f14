package org.camelometer.publish.notifier;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.References;
import org.camelometer.definition.Settings;

/**
 * Where a RabbitMQ broker is and who we are there.
 *
 * @param hosts in the order given; any of them will do
 * @param username the same on all hosts
 * @param password the same on all hosts; never shown
 * @param virtualHost the path without its slash; {@code /} where it is empty
 * @param tls whether to connect by TLS, with the certificate and its name checked
 */
public record BrokerAddress(
    List<Host> hosts, String username, String password, String virtualHost, boolean tls) {

  /** The key of the broker that is used where a URL names none. */
  public static final String SETTING = "camelometer.rabbitmq.url";

  private static final String DEFAULT = "amqp://guest:guest@127.0.0.1:5672/";
  private static final Pattern URL =
      Pattern.compile("(amqps?|rabbits?)://([^/?#]*)(?:/([^?#]*))?(?:\\?.*)?");
  private static final Pattern ONE_HOST =
      Pattern.compile("(?:([^:@]*)(?::([^@]*))?@)?(\\[[^]]+]|[^:@\\[\\]]+)(?::(\\d{1,5}))?");
  private static final int PORT = 5672;
  private static final int TLS_PORT = 5671;

  /** One machine of a broker. */
  public record Host(String name, int port) {}

  private record Login(String username, String password) {}

  /** Keeps a copy of the hosts. */
  public BrokerAddress {
    hosts = List.copyOf(hosts);
  }

  /**
   * The broker of {@value #SETTING}, whose login may be taken from elsewhere ({@link References}).
   *
   * @throws DefinitionException naming the key if it can't be used
   */
  public static BrokerAddress of(Settings settings) {
    Position position = settings.position(SETTING);
    References references = References.in(settings.get(SETTING, DEFAULT), position);
    boolean whole = references.marked().length() == 1; // then the value is a URL by itself
    String url =
        whole
            ? references.resolve(references.marked())
            : references.resolveEncoded(references.marked());
    return parse(url, SETTING, position);
  }

  /**
   * Reads {@code amqp://user:password@host:port,host2:port/vhost}; {@code rabbit:} says the same,
   * {@code amqps:} and {@code rabbits:} ask for TLS.
   *
   * @param what how to call it in the sentence about a fault, which never quotes a password
   * @throws DefinitionException if it can't be used
   */
  public static BrokerAddress parse(String url, String what, Position position) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new DefinitionException(
          position, what + " is not amqp://user:password@host:port/vhost, or the like");
    }
    boolean tls = parts.group(1).endsWith("s");
    String path = parts.group(3) == null ? "" : parts.group(3);
    return read(parts.group(2), path, tls, what, position);
  }

  /** As {@link #parse}, of an authority and a path without its slash. */
  static BrokerAddress read(
      String authority, String path, boolean tls, String what, Position position) {
    List<Host> hosts = new ArrayList<>();
    Login login = new Login("guest", "guest");
    for (String text : authority.split(",", -1)) {
      Matcher one = ONE_HOST.matcher(text);
      if (!one.matches()) {
        throw new DefinitionException(
            position, "a host of %s is not [user:password@]host[:port]".formatted(what));
      }
      Login own = login(one, login);
      if (!hosts.isEmpty() && !own.equals(login)) {
        throw new DefinitionException(
            position, "the hosts of %s differ in user or password".formatted(what));
      }
      login = own;
      hosts.add(host(one, tls, what, position));
    }
    String virtualHost = path.isEmpty() ? "/" : decode(path);
    return new BrokerAddress(hosts, login.username(), login.password(), virtualHost, tls);
  }

  /** Everything but the password. */
  @Override
  public String toString() {
    String names = String.join(",", hosts.stream().map(h -> h.name() + ":" + h.port()).toList());
    return "%s://%s@%s vhost %s".formatted(tls ? "amqps" : "amqp", username, names, virtualHost);
  }

  private static Login login(Matcher one, Login otherwise) {
    if (one.group(1) == null) {
      return otherwise;
    }
    String password = one.group(2) == null ? "" : decode(one.group(2));
    return new Login(decode(one.group(1)), password);
  }

  private static Host host(Matcher one, boolean tls, String what, Position position) {
    int port = tls ? TLS_PORT : PORT;
    if (one.group(4) != null) {
      port = Integer.parseInt(one.group(4));
    }
    if (port < 1 || port > 0xffff) {
      throw new DefinitionException(
          position, "port %d of %s is not within 1 to 65535".formatted(port, what));
    }
    return new Host(one.group(3).replaceAll("[\\[\\]]", ""), port);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text; // a stray percent sign belongs to the password
    }
  }
}
