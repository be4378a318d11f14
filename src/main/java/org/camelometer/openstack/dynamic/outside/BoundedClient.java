package org.camelometer.openstack.dynamic.outside;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The client of camel-http's endpoints here: goes where the {@link Call} says and nowhere else (no
 * redirects), keeps no cookies, and has limits for all that a server sends.
 */
final class BoundedClient implements HttpClientConfigurer {
  private static final Timeout SILENCE = Timeout.of(5, TimeUnit.MINUTES);
  private static final int CONNECTIONS = 8;
  private static final int LONGEST_LINE = 16384;
  private static final int MOST_HEADERS = 200;

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    Http1Config http =
        Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build();
    client
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder().http1Config(http).build())
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(SILENCE)
                        .setSocketTimeout(SILENCE)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build())
        .setConnectionManagerShared(false)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(SILENCE)
                .setResponseTimeout(SILENCE)
                .setTargetPreferredAuthSchemes(List.of(StandardAuthScheme.DIGEST))
                .build())
        .setDefaultCredentialsProvider(
            (scope, context) -> Call.current().authentication.credentials().orElse(null))
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableContentCompression()
        .setUserAgent("Camelometer")
        .addExecInterceptorFirst("camelometer", new BoundedExchange());
  }
}
