package org.camelometer.openstack.dynamic.outside;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.openstack.dynamic.request.Answer;
import org.camelometer.openstack.dynamic.request.Requests;
import org.jspecify.annotations.Nullable;

/**
 * Asks APIs over camel-http: one endpoint for each scheme, host and port, in a Camel context of its
 * own that begins with the first request, so that JMX shows who is asked. For any number of
 * threads.
 */
public final class OutsideRequests implements AutoCloseable {
  private static final String CLIENT = "bounded-client";

  private @Nullable CamelContext context;
  private @Nullable ProducerTemplate template;

  /** Requests with a login, which each server sees that is asked. */
  public Requests as(Authentication authentication) {
    return request -> get(new Call(request, request.uri(), authentication));
  }

  /** Ends all connections. */
  @Override
  public synchronized void close() {
    if (context != null) {
      context.stop();
      context = null;
      template = null;
    }
  }

  private synchronized ProducerTemplate template() {
    ProducerTemplate known = template;
    if (known != null) {
      return known;
    }
    DefaultCamelContext fresh = new DefaultCamelContext();
    fresh.getCamelContextExtension().setName("camelometer-apis");
    fresh.getRegistry().bind(CLIENT, new BoundedClient());
    fresh.start();
    context = fresh;
    ProducerTemplate made = fresh.createProducerTemplate();
    template = made;
    return made;
  }

  private Answer get(Call call) throws IOException {
    String endpoint =
        "%s?httpClientConfigurer=#%s&throwExceptionOnFailure=false&ignoreResponseBody=true"
            .formatted(origin(call.url), CLIENT);
    ProducerTemplate producer = template();
    Exchange[] done = new Exchange[1];
    call.during(
        () ->
            done[0] =
                producer.send(
                    endpoint,
                    exchange -> exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET")));
    Exception failure = done[0].getException();
    if (failure instanceof IOException sentence) {
      throw sentence;
    }
    Answer answer = call.answer;
    if (failure != null || answer == null) {
      throw new IOException("%s can't be asked: %s".formatted(call.request.shown(), failure));
    }
    return answer;
  }

  private static String origin(URI url) {
    return "%s://%s".formatted(url.getScheme(), url.getRawAuthority()).toLowerCase(Locale.ROOT);
  }
}
