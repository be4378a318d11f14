package org.camelometer.publish.zaqar;

import java.io.IOException;
import java.util.Map;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.camelometer.publish.Abortable;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.publish.http.HttpTarget;
import org.jspecify.annotations.Nullable;

/**
 * A queue of Zaqar as an {@link HttpTarget}: adds the headers that say who we are. They are the
 * client's own, so that the token is in no exchange. For any number of threads.
 */
public final class ZaqarTarget implements HttpClientConfigurer, Abortable {
  private final HttpTarget target;
  private final Map<String, String> headers;

  ZaqarTarget(HttpTarget target, Map<String, String> headers) {
    this.target = target;
    this.headers = Map.copyOf(headers);
  }

  /** The URI of the queue's messages, and how sentences call it. */
  public String endpoint() {
    return target.endpoint();
  }

  /** As {@link HttpTarget#check}. */
  public void check(int status, byte @Nullable [] answer)
      throws IOException, UndeliverableException {
    target.check(status, answer);
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    target.configureHttpClient(client);
    client.addRequestInterceptorFirst(
        (request, entity, context) -> headers.forEach(request::setHeader));
  }

  @Override
  public void abort() {
    target.abort();
  }
}
