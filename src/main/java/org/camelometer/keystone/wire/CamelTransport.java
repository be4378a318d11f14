package org.camelometer.keystone.wire;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.camelometer.http.ClientSettings;

/**
 * Carries requests over camel-http: each service has a route {@code openstack-<type>} of its own,
 * made when it is first asked, which JMX shows. An exchange has nothing but the number of its call:
 * address, token and body go past Camel, so that no tracer, log or header filter sees or changes
 * them. For any number of threads. Closing takes the routes away.
 */
public final class CamelTransport implements Transport, HttpClientConfigurer, AutoCloseable {
  private static final String NUMBER = "X-Call";
  private static final String BEAN = "openstack-http";

  private final CamelContext camel;
  private final ProducerTemplate template;
  private final ClientSettings settings;
  private final int largest;
  private final Map<Server, String> routes = new ConcurrentHashMap<>();
  private final Map<Long, Call> calls = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  private record Server(String service, String scheme, String authority) {}

  /**
   * One for a context, which must not have another.
   *
   * @param largest the most bytes of an answer that are read
   */
  public CamelTransport(CamelContext camel, ClientSettings settings, int largest) {
    this.camel = camel;
    this.template = camel.createProducerTemplate();
    this.settings = settings;
    this.largest = largest;
    camel.getRegistry().bind(BEAN, HttpClientConfigurer.class, this);
  }

  @Override
  public Answer send(Request request, Duration timeout) throws IOException {
    String route = route(request);
    long number = numbers.incrementAndGet();
    Call call = new Call(request, timeout, largest);
    calls.put(number, call);
    try {
      return sent(route, request.method(), number, call);
    } finally {
      calls.remove(number);
    }
  }

  private Answer sent(String route, String method, long number, Call call) throws IOException {
    Exchange exchange =
        template.request(
            ServiceRoute.entry(route),
            asked -> {
              asked.getMessage().setHeader(Exchange.HTTP_METHOD, method);
              asked.getMessage().setHeader(NUMBER, number);
            });
    Exception failure = exchange.getException();
    if (failure instanceof IOException e) {
      throw e;
    }
    Answer answer = call.answer();
    if (failure != null || answer == null) {
      throw new IOException("the request can't be sent: " + failure, failure);
    }
    return answer;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    settings.applyTo(client);
    client.addExecInterceptorFirst(BEAN, this::exchange);
  }

  private ClassicHttpResponse exchange(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException {
    Header number = request.getFirstHeader(NUMBER);
    Call call = number == null ? null : calls.get(Long.valueOf(number.getValue()));
    if (call == null) {
      throw new IOException(BEAN + " carries nothing but requests to OpenStack's services");
    }
    return call.make(scope, chain);
  }

  private String route(Request request) {
    URI url = request.url();
    Server server = new Server(request.service(), url.getScheme(), url.getAuthority());
    return routes.computeIfAbsent(server, this::add);
  }

  /** One at a time, so that no two take the same name. */
  private synchronized String add(Server server) {
    String plain = "openstack-" + server.service();
    String id = camel.getRoute(plain) == null ? plain : plain + "-" + (routes.size() + 1);
    String endpoint =
        "%s://%s?httpClientConfigurer=#bean:%s&throwExceptionOnFailure=false&copyHeaders=false"
            .formatted(server.scheme(), server.authority(), BEAN);
    try {
      camel.addRoutes(new ServiceRoute(id, endpoint));
    } catch (Exception e) {
      throw new IllegalStateException("the route " + id + " can't be made: " + e.getMessage(), e);
    }
    return id;
  }

  @Override
  public void close() throws IOException {
    template.close();
    for (String id : routes.values()) {
      try {
        camel.getRouteController().stopRoute(id);
        camel.removeRoute(id);
      } catch (Exception e) {
        throw new IOException("the route " + id + " can't be taken away: " + e.getMessage(), e);
      }
    }
    routes.clear();
    camel.getRegistry().unbind(BEAN);
  }
}
