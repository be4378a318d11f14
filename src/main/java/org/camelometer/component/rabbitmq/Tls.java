package org.camelometer.component.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.TrustEverythingTrustManager;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is encrypted, and whom it trusts. Certificate and host name of the broker are
 * verified unless it is insecure: the client's own default would take any.
 *
 * @param parameters keys and trusted certificates; null = those of this Java, and no key
 * @param trust decides in place of the parameters
 * @param protocol used where the parameters say none
 * @param insecure whether any certificate of any host will do
 */
record Tls(
    CamelContext camel,
    @Nullable SSLContextParameters parameters,
    @Nullable TrustManager trust,
    String protocol,
    boolean insecure) {

  /**
   * Lets a factory's connections be so.
   *
   * @throws IllegalArgumentException if keys or certificates can't be read
   */
  void applyTo(ConnectionFactory factory) {
    try {
      factory.useSslProtocol(context());
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "TLS to RabbitMQ can't be set up, check sslContextParameters and sslProtocol: "
              + Outage.reason(e),
          e);
    }
    if (!insecure) {
      factory.enableHostnameVerification();
    }
  }

  private SSLContext context() throws GeneralSecurityException, IOException {
    if (insecure) {
      return context(new TrustEverythingTrustManager());
    }
    if (trust != null) {
      return context(trust);
    }
    return parameters == null ? SSLContext.getDefault() : parameters.createSSLContext(camel);
  }

  private SSLContext context(TrustManager trusting) throws GeneralSecurityException, IOException {
    SSLContext made = SSLContext.getInstance(protocol);
    made.init(keys(), new TrustManager[] {trusting}, null);
    return made;
  }

  private KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
    KeyManagersParameters own = parameters == null ? null : parameters.getKeyManagers();
    if (own == null) {
      return null;
    }
    CamelContextAware.trySetCamelContext(own, camel);
    CamelContextAware.trySetCamelContext(own.getKeyStore(), camel);
    return own.createKeyManagers();
  }
}
