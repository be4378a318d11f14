package org.camelometer.publish.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.message.BasicHeader;
import org.camelometer.definition.Problem;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.http.Calls;
import org.camelometer.http.ClientSettings;
import org.camelometer.http.HttpTls;
import org.camelometer.publish.Abortable;
import org.camelometer.publish.KnownOptions;
import org.camelometer.publish.UndeliverableException;
import org.camelometer.publish.UrlOptions;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that samples go to: its address, our login there, time limits and TLS, made from a
 * publisher URL. Kamelets find it as the companion {@code target} of their publisher and use it
 * three times: {@link #endpoint} is the URI of their endpoint; it configures that endpoint's client
 * ({@code httpClientConfigurer}), so that no secret is in a URI; and {@link #check} judges the
 * answer.
 *
 * <p>The client keeps connections and uses them again, follows no redirect, keeps no cookies, and
 * reads no more of an answer than it was told. An attempt, with all connecting in it, fails when
 * {@code timeout} is over, however the server dawdles. For any number of threads; connects to
 * nothing by itself.
 */
public final class HttpTarget implements HttpClientConfigurer, Abortable {
  /** Options that every publisher to such a target has; Ceilometer's, with its defaults. */
  public static final Set<String> OPTIONS =
      Set.of("timeout", "max_retries", "verify_ssl", "clientcert", "clientkey");

  /** Bytes of an answer that are enough to tell what is wrong. */
  public static final int ANSWER = 4096;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_RETRIES = 100;
  private static final int RETRIES = 2;
  private static final int CONNECTIONS = 16;

  private final HttpAddress address;
  private final HttpLimits limits;
  private final @Nullable HttpTls tls;
  private final Calls calls = new Calls();

  private HttpTarget(HttpAddress address, HttpLimits limits, @Nullable HttpTls tls) {
    this.address = address;
    this.limits = limits;
    this.tls = tls;
  }

  /**
   * Reads a URL.
   *
   * @param scheme {@code http} or {@code https}, whatever that of the URL
   * @param options those of the publisher; the rest of the query goes to the server
   * @param answer the most bytes of an answer's body that are read
   * @throws org.camelometer.definition.DefinitionException naming the URL's place if it can't be
   *     used
   */
  public static HttpTarget of(PublisherUrl url, String scheme, KnownOptions options, int answer) {
    UrlOptions values = new UrlOptions(url);
    HttpLimits limits =
        new HttpLimits(
            values.seconds("timeout", TIMEOUT, LONGEST),
            values.integer("max_retries", RETRIES, 0, MOST_RETRIES),
            answer);
    HttpTls tls = scheme.equals("https") ? TlsOptions.read(values) : null;
    return new HttpTarget(HttpAddress.of(url, scheme, options::has), limits, tls);
  }

  /** One for each option of TLS where there is none. */
  public static List<Problem> warnings(PublisherUrl url, String scheme) {
    if (scheme.equals("https")) {
      return List.of();
    }
    return TlsOptions.ALL.stream()
        .filter(url.options()::containsKey)
        .map(
            option ->
                Problem.warning(
                    url.position(),
                    "option '%s' of %s has no effect: http has no TLS"
                        .formatted(option, url.display())))
        .toList();
  }

  /** {@code scheme://host:port/path}: the URI of an endpoint, and how sentences call the server. */
  public String endpoint() {
    return address.toString();
  }

  /**
   * Returns if the server took what it was sent.
   *
   * @param status of its answer
   * @param answer the beginning of the body, null if there is none
   * @throws UndeliverableException if it refused for what was in the request
   * @throws IOException if it may take the same request another time
   */
  public void check(int status, byte @Nullable [] answer)
      throws IOException, UndeliverableException {
    String text = answer == null ? "" : new String(answer, StandardCharsets.UTF_8);
    HttpRefusal refusal = new HttpRefusal(endpoint(), status, text);
    if (refusal.isFinal()) {
      throw new UndeliverableException(refusal.sentence());
    }
    if (refusal.isRefusal()) {
      throw new IOException(refusal.sentence());
    }
  }

  /** Camel calls it once for each endpoint. */
  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    new ClientSettings(limits.timeout(), limits.timeout(), CONNECTIONS, tls).applyTo(client);
    client.addExecInterceptorFirst("camelometer", new LimitedExchange(address, limits, calls));
    address
        .authorization()
        .ifPresent(
            value -> client.setDefaultHeaders(List.of(new BasicHeader("Authorization", value))));
  }

  @Override
  public void abort() {
    calls.abort();
  }
}
