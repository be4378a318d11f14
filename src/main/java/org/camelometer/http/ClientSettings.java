package org.camelometer.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * What all clients are like: they keep connections and use them again, follow no redirect, keep no
 * cookies, repeat nothing by themselves, unpack nothing, and read heads of a bounded size.
 *
 * @param connect how long a connection may take to come about
 * @param silence how long a server may send nothing
 * @param connections the most at once
 * @param tls null where there is none
 */
public record ClientSettings(
    Duration connect, Duration silence, int connections, @Nullable HttpTls tls) {
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_HEADERS = 100;

  /** Makes a client's builder such. */
  public void applyTo(HttpClientBuilder client) {
    client
        .setConnectionManager(pool())
        .setConnectionManagerShared(false)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(silence))
                .setResponseTimeout(timeout(silence))
                .build())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableAuthCaching()
        .disableCookieManagement()
        .disableContentCompression()
        .setUserAgent("Camelometer");
  }

  private HttpClientConnectionManager pool() {
    Http1Config http =
        Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build();
    PoolingHttpClientConnectionManagerBuilder pool =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(http).build())
            .setMaxConnPerRoute(connections)
            .setMaxConnTotal(connections)
            .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(timeout(silence)).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout(connect))
                    .setSocketTimeout(timeout(silence))
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .build());
    if (tls != null) {
      pool.setTlsSocketStrategy(tls.strategy());
    }
    return pool.build();
  }

  private static Timeout timeout(Duration time) {
    return Timeout.of(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
