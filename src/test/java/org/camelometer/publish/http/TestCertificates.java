package org.camelometer.publish.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContextBuilder;

/** A server's and a client's certificate, each its own authority, made by keytool. */
public final class TestCertificates {
  private static final String PASSWORD = "changeit";

  /** The version and algorithm of an RSA key in PKCS#8, before the key itself. */
  private static final int PKCS8_PREFIX = 26;

  private final Path folder;

  /** Makes both; the server's is for this name, such as {@code ip:127.0.0.1}. */
  public TestCertificates(Path folder, String serverName) throws Exception {
    this.folder = folder;
    make("server", "RSA", "-ext", "san=" + serverName);
    make("client", "RSA");
    make("elliptic", "EC");
  }

  /** What a server needs that lets in both clients alone. */
  public SSLContext server() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", certificate("client"));
    trusted.setCertificateEntry("elliptic", certificate("elliptic"));
    return SSLContextBuilder.create()
        .loadKeyMaterial(store("server"), PASSWORD.toCharArray())
        .loadTrustMaterial(trusted, null)
        .build();
  }

  /** A file with the certificate of one of them. */
  public Path certificateFile(String name) throws GeneralSecurityException, IOException {
    return write(
        name + ".crt", "some words before\n" + pem("CERTIFICATE", certificate(name).getEncoded()));
  }

  /** A file with its key, as OpenSSL writes it today. */
  public Path keyFile(String name) throws GeneralSecurityException, IOException {
    return write(name + ".key", pem("PRIVATE KEY", key(name).getEncoded()));
  }

  /** A file with its key, as OpenSSL 1 wrote RSA keys, and its certificate. */
  public Path oldBundle(String name) throws GeneralSecurityException, IOException {
    byte[] key = key(name).getEncoded();
    String old = pem("RSA PRIVATE KEY", Arrays.copyOfRange(key, PKCS8_PREFIX, key.length));
    return write(name + ".pem", old + pem("CERTIFICATE", certificate(name).getEncoded()));
  }

  private void make(String name, String algorithm, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                folder.resolve(name + ".p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name));
    command.addAll(List.of(more));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve(name + ".log")));
    }
  }

  private KeyStore store(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private Certificate certificate(String name) throws GeneralSecurityException, IOException {
    return store(name).getCertificate(name);
  }

  private Key key(String name) throws GeneralSecurityException, IOException {
    return store(name).getKey(name, PASSWORD.toCharArray());
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(folder.resolve(file), text);
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind);
  }
}
