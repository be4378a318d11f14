package org.camelometer.keystone.client;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.camelometer.http.ClientSettings;
import org.camelometer.keystone.Credentials;
import org.camelometer.keystone.session.Endpoint;
import org.camelometer.keystone.session.Session;
import org.camelometer.keystone.session.SessionException;
import org.camelometer.keystone.wire.Calls;
import org.camelometer.keystone.wire.CamelTransport;
import org.camelometer.keystone.wire.RequestLimits;
import org.camelometer.keystone.wire.Requester;
import org.camelometer.keystone.wire.Transport;
import org.camelometer.keystone.wire.Usage;

/**
 * The OpenStack cloud that the agent reads: its services, by their types. One for an agent, shared
 * by all pollsters; for any number of threads. Asks nobody anything by itself.
 */
public final class Cloud implements AutoCloseable {
  private final Session session;
  private final Requester requester;
  private final AutoCloseable transport;

  Cloud(Session session, Requester requester, AutoCloseable transport) {
    this.session = session;
    this.requester = requester;
    this.transport = transport;
  }

  /** One that is reached through a context, whose routes {@code openstack-*} are its. */
  public static Cloud open(
      Credentials credentials, RequestLimits limits, CamelContext camel, Clock clock) {
    CamelTransport transport =
        new CamelTransport(camel, client(credentials, limits), limits.largest());
    return open(credentials, limits, transport, transport, clock);
  }

  /** One that is reached through a context of its own, which begins when somebody is asked. */
  public static Cloud open(Credentials credentials, RequestLimits limits, Clock clock) {
    OwnContext transport = new OwnContext(client(credentials, limits), limits.largest());
    return open(credentials, limits, transport, transport, clock);
  }

  private static ClientSettings client(Credentials credentials, RequestLimits limits) {
    return new ClientSettings(
        limits.connect(), limits.timeout(), limits.connections(), credentials.tls());
  }

  private static Cloud open(
      Credentials credentials,
      RequestLimits limits,
      Transport transport,
      AutoCloseable release,
      Clock clock) {
    Calls calls = new Calls(limits.callsPerMinute(), clock);
    Requester requester = new Requester(transport, limits, calls, Requester.Time.real(clock));
    return new Cloud(new Session(credentials, requester, clock), requester, release);
  }

  /**
   * A service; empty if the catalog has none, which is said once.
   *
   * @param type such as {@code image}, {@code volumev3}, {@code network}
   * @throws SessionException if the catalog can't be known
   */
  public Optional<Service> service(String type) throws SessionException {
    return session.endpoints(type).stream()
        .findFirst()
        .map(endpoint -> new Service(session, requester, endpoint));
  }

  /**
   * Where a service is, at each of its endpoints in the agent's region, by the first of the agent's
   * interfaces that it has.
   *
   * @throws SessionException if the catalog can't be known
   */
  public List<Endpoint> endpoints(String type) throws SessionException {
    List<Endpoint> all = session.endpoints(type);
    return all.stream().filter(each -> each.face().equals(all.get(0).face())).toList();
  }

  /**
   * Whatever service has this address, by the catalog; empty if there is none on that server, which
   * must not see a token.
   *
   * @throws SessionException if the catalog can't be known
   */
  public Optional<Service> serviceAt(URI url) throws SessionException {
    return session
        .token()
        .catalog()
        .at(url)
        .map(at -> new Endpoint(at.type(), at.face(), at.region(), url))
        .map(endpoint -> new Service(session, requester, endpoint));
  }

  /** The project that the agent's token is good for, if it is for one. */
  public Optional<String> project() throws SessionException {
    return session.token().project();
  }

  /** What each service was asked since the start. */
  public Map<String, Usage> usage() {
    return requester.calls().usage();
  }

  /** Takes its routes away; from then on nobody can be asked. */
  @Override
  public void close() throws IOException {
    try {
      transport.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
