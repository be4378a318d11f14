package org.camelometer.publish.http;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.camelometer.publish.UrlOptions;

/**
 * Whom we believe when a server shows its certificate, and what we show it, from the options {@code
 * verify_ssl}, {@code clientcert} and {@code clientkey}. Files are read once, when it is made.
 *
 * @param context keys and trust
 * @param verified whether a certificate must bear the server's name
 */
record HttpTls(SSLContext context, boolean verified) {
  private static final String VERIFY = "verify_ssl";
  private static final String CERTIFICATE = "clientcert";
  private static final String KEY = "clientkey";

  /** All of them. */
  static final List<String> OPTIONS = List.of(VERIFY, CERTIFICATE, KEY);

  /** Nobody but this process ever sees the store. */
  private static final char[] NO_PASSWORD = new char[0];

  /**
   * Reads the options.
   *
   * @throws org.camelometer.definition.DefinitionException naming the option whose file can't be
   *     used
   */
  static HttpTls of(UrlOptions options) {
    SSLContextBuilder context = SSLContextBuilder.create();
    boolean verified = !options.isFlag(VERIFY) || options.flag(VERIFY, true);
    reading(VERIFY, options, () -> trust(context, options, verified));
    if (options.url().option(CERTIFICATE).isPresent()) {
      PemFile certificate = reading(CERTIFICATE, options, () -> file(CERTIFICATE, options));
      List<X509Certificate> chain = reading(CERTIFICATE, options, certificate::certificates);
      Optional<String> apart = options.url().option(KEY);
      String keyOption = apart.isPresent() ? KEY : CERTIFICATE;
      PrivateKey key =
          reading(
              keyOption,
              options,
              () -> (apart.isPresent() ? file(KEY, options) : certificate).privateKey());
      reading(keyOption, options, () -> context.loadKeyMaterial(store(chain, key), NO_PASSWORD));
    } else if (options.url().option(KEY).isPresent()) {
      throw options.wrong(KEY, "needs the certificate that it belongs to; set clientcert");
    }
    return new HttpTls(reading(VERIFY, options, context::build), verified);
  }

  /** What makes a TLS connection of a plain one. */
  TlsSocketStrategy strategy() {
    return new DefaultClientTlsStrategy(
        context,
        verified ? HttpsSupport.getDefaultHostnameVerifier() : NoopHostnameVerifier.INSTANCE);
  }

  /** Java's own authorities, those of a file, or anybody. */
  private static SSLContextBuilder trust(
      SSLContextBuilder context, UrlOptions options, boolean verified)
      throws IOException, GeneralSecurityException {
    if (!verified) {
      return context.loadTrustMaterial(TrustAllStrategy.INSTANCE);
    }
    if (options.isFlag(VERIFY)) {
      return context;
    }
    KeyStore store = emptyStore();
    int number = 0;
    for (X509Certificate authority : file(VERIFY, options).certificates()) {
      store.setCertificateEntry("ca-" + number++, authority);
    }
    return context.loadTrustMaterial(store, null);
  }

  private static KeyStore store(List<X509Certificate> chain, PrivateKey key)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    return store;
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static PemFile file(String option, UrlOptions options) throws IOException {
    return new PemFile(Path.of(options.url().option(option).orElse("")));
  }

  /** Something that reads files of certificates. */
  private interface Reading<T> {
    T read() throws IOException, GeneralSecurityException;
  }

  private static <T> T reading(String option, UrlOptions options, Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw options.wrong(option, "can't be used: " + reason(e));
    }
  }

  private static String reason(Exception e) {
    return e instanceof IOException
        ? "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage())
        : String.valueOf(e.getMessage());
  }
}
