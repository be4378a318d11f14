package org.camelometer.http;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.ssl.SSLContextBuilder;

/**
 * Whom we believe when a server shows its certificate, and what we show it. Files are read once,
 * when it is made.
 *
 * @param context keys and trust
 * @param verified whether a certificate must bear the server's name
 */
public record HttpTls(SSLContext context, boolean verified) {
  /** Nobody but this process ever sees the store. */
  private static final char[] NO_PASSWORD = new char[0];

  /**
   * Reads the files.
   *
   * @throws TlsFileException telling which file can't be used; a key without a certificate is not
   *     looked at
   */
  public static HttpTls of(TlsFiles files) throws TlsFileException {
    SSLContextBuilder context = SSLContextBuilder.create();
    reading(TlsFiles.Part.AUTHORITIES, () -> trust(context, files));
    if (files.certificate().isPresent()) {
      show(context, files, files.certificate().get());
    }
    return new HttpTls(reading(TlsFiles.Part.AUTHORITIES, context::build), files.verified());
  }

  /** What makes a TLS connection of a plain one. */
  TlsSocketStrategy strategy() {
    return new DefaultClientTlsStrategy(
        context,
        verified ? HttpsSupport.getDefaultHostnameVerifier() : NoopHostnameVerifier.INSTANCE);
  }

  private static void show(SSLContextBuilder context, TlsFiles files, String path)
      throws TlsFileException {
    PemFile certificate = reading(TlsFiles.Part.CERTIFICATE, () -> file(path));
    List<X509Certificate> chain = reading(TlsFiles.Part.CERTIFICATE, certificate::certificates);
    PrivateKey key =
        reading(
            files.keyPart(),
            () -> (files.key().isPresent() ? file(files.key().get()) : certificate).privateKey());
    reading(files.keyPart(), () -> context.loadKeyMaterial(store(chain, key), NO_PASSWORD));
  }

  /** Java's own authorities, those of a file, or anybody. */
  private static SSLContextBuilder trust(SSLContextBuilder context, TlsFiles files)
      throws IOException, GeneralSecurityException {
    if (!files.verified()) {
      return context.loadTrustMaterial(TrustAllStrategy.INSTANCE);
    }
    if (files.authorities().isEmpty()) {
      return context;
    }
    KeyStore store = emptyStore();
    int number = 0;
    for (X509Certificate authority : file(files.authorities().get()).certificates()) {
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

  private static PemFile file(String path) throws IOException {
    return new PemFile(Path.of(path));
  }

  /** Something that reads files of certificates. */
  private interface Reading<T> {
    T read() throws IOException, GeneralSecurityException;
  }

  private static <T> T reading(TlsFiles.Part part, Reading<T> reading) throws TlsFileException {
    try {
      return reading.read();
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw new TlsFileException(part, "can't be used: " + reason(e), e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof IOException
        ? "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage())
        : String.valueOf(e.getMessage());
  }
}
