package org.camelometer.component.rabbitmq;

import javax.net.ssl.TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint that say how its connection is encrypted. */
@UriParams
public final class TlsOptions {
  @UriParam(
      label = "security",
      defaultValue = "false",
      description =
          "Whether to connect with TLS. The broker's certificate and host name are verified.")
  private boolean tls = false;

  @UriParam(
      label = "security",
      description =
          "Trusted certificates, and the client's own with its key, such as #bean:tls. Means tls=true.")
  private @Nullable SSLContextParameters sslContextParameters;

  @UriParam(
      label = "security",
      description =
          "Known from Camel 3: true, TLS or the name of a version such as TLSv1.3. Means tls=true.")
  private @Nullable String sslProtocol;

  @UriParam(
      label = "security",
      description =
          "Known from Camel 3: decides which certificates are trusted, such as #bean:trust; with TLS only.")
  private @Nullable TrustManager trustManager;

  @UriParam(
      label = "security",
      defaultValue = "false",
      description =
          "Whether TLS takes any certificate of any host. Anybody in between can then read and change everything.")
  private boolean insecure = false;

  TlsOptions() {}

  /**
   * What to encrypt with; null = nothing is encrypted.
   *
   * @param asked whether something other than these options asks for it
   * @throws IllegalArgumentException if certificates are not to be verified, but TLS isn't asked
   *     for
   */
  @Nullable Tls tls(CamelContext camel, boolean asked) {
    if (!tls && !asked && sslContextParameters == null && sslProtocol == null) {
      if (insecure || trustManager != null) {
        throw new IllegalArgumentException("insecure and trustManager need tls=true");
      }
      return null;
    }
    String protocol = sslProtocol == null || sslProtocol.equals("true") ? "TLS" : sslProtocol;
    return new Tls(camel, sslContextParameters, trustManager, protocol, insecure);
  }

  public boolean isTls() {
    return tls;
  }

  public void setTls(boolean tls) {
    this.tls = tls;
  }

  public @Nullable SSLContextParameters getSslContextParameters() {
    return sslContextParameters;
  }

  public void setSslContextParameters(@Nullable SSLContextParameters sslContextParameters) {
    this.sslContextParameters = sslContextParameters;
  }

  public @Nullable String getSslProtocol() {
    return sslProtocol;
  }

  public void setSslProtocol(@Nullable String sslProtocol) {
    this.sslProtocol = sslProtocol;
  }

  public @Nullable TrustManager getTrustManager() {
    return trustManager;
  }

  public void setTrustManager(@Nullable TrustManager trustManager) {
    this.trustManager = trustManager;
  }

  public boolean isInsecure() {
    return insecure;
  }

  public void setInsecure(boolean insecure) {
    this.insecure = insecure;
  }
}
