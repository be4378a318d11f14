package org.camelometer.openstack.dynamic.outside;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelometer.openstack.dynamic.request.Answer;
import org.camelometer.openstack.dynamic.request.Request;
import org.camelometer.openstack.dynamic.request.Requests;
import org.jspecify.annotations.Nullable;

/**
 * Asks APIs over camel-http: one endpoint for each scheme, host and port, in a Camel context of its
 * own that begins with the first request, so that JMX shows who is asked. For any number of
 * threads.
 */
public final class OutsideRequests implements AutoCloseable {
  private static final String CLIENT = "bounded-client";

  /** Signs that a URL can't have, but operators write. */
  private static final String FORBIDDEN = " \"<>\\^`{|}";

  private @Nullable CamelContext context;
  private @Nullable ProducerTemplate template;

  /** Requests with a login, which each server sees that is asked. */
  public Requests as(Authentication authentication) {
    return request -> get(new Call(request, url(request), authentication));
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

  private static URI url(Request request) throws IOException {
    try {
      URI url = new URI(encoded(request.url()));
      boolean isHttp =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      if (!isHttp || url.getHost() == null) {
        throw new IOException("'%s' is no URL as in https://host/path".formatted(request.shown()));
      }
      if (url.getRawUserInfo() != null) {
        throw new IOException(
            "a URL of %s has a login in it; write it into authentication_parameters"
                .formatted(url.getHost()));
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IOException("'%s' is no URL: %s".formatted(request.shown(), e.getReason()), e);
    }
  }

  /** The URL with those signs in %XX that can't stand in one; what is in %XX already stays so. */
  private static String encoded(String url) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : url.getBytes(StandardCharsets.UTF_8)) {
      char sign = (char) (each & 0xff);
      if (sign <= ' ' || sign > '~' || FORBIDDEN.indexOf(sign) >= 0) {
        encoded.append("%%%02X".formatted((int) sign));
      } else {
        encoded.append(sign);
      }
    }
    return encoded.toString().replaceFirst("#.*", "");
  }
}
