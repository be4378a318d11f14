package org.camelometer.component.rabbitmq;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/**
 * An authority of a test, the certificate of a broker on localhost and that of a client; made by
 * openssl and keytool.
 */
final class Certificates {
  private static final String PASSWORD = "secret";

  private final Path folder;

  Certificates(Path folder) throws Exception {
    this.folder = folder;
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=authority",
        "-keyout",
        "authority.key",
        "-out",
        "authority.pem");
    sign("broker", "subjectAltName=DNS:localhost");
    sign("client", "subjectAltName=DNS:client");
    run(
        "openssl",
        "pkcs12",
        "-export",
        "-in",
        "client.pem",
        "-inkey",
        "client.key",
        "-passout",
        "pass:" + PASSWORD,
        "-out",
        "client.p12");
    run(
        "keytool",
        "-importcert",
        "-noprompt",
        "-alias",
        "authority",
        "-file",
        "authority.pem",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-keystore",
        "trusted.p12");
  }

  private void sign(String name, String extension) throws Exception {
    Files.writeString(folder.resolve(name + ".ext"), extension);
    run(
        "openssl",
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=" + name,
        "-keyout",
        name + ".key",
        "-out",
        name + ".csr");
    run(
        "openssl",
        "x509",
        "-req",
        "-days",
        "30",
        "-in",
        name + ".csr",
        "-CA",
        "authority.pem",
        "-CAkey",
        "authority.key",
        "-CAcreateserial",
        "-extfile",
        name + ".ext",
        "-out",
        name + ".pem");
  }

  private void run(String... command) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(List.of(command));
    Process process =
        new ProcessBuilder(whole).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(whole + ": " + output);
    }
  }

  /** RabbitMQ's options for a listener that wants a client's certificate, in Erlang. */
  String listenerOptions() {
    return "[{cacertfile,\"%s\"},{certfile,\"%s\"},{keyfile,\"%s\"},{verify,verify_peer},{fail_if_no_peer_cert,true}]"
        .formatted(
            folder.resolve("authority.pem"),
            folder.resolve("broker.pem"),
            folder.resolve("broker.key"));
  }

  /** Trusts the authority, and has the client's key. */
  SSLContextParameters client() {
    SSLContextParameters parameters = trusting();
    KeyManagersParameters keys = new KeyManagersParameters();
    keys.setKeyStore(store("client.p12"));
    keys.setKeyPassword(PASSWORD);
    parameters.setKeyManagers(keys);
    return parameters;
  }

  /** Trusts the authority, and has no key. */
  SSLContextParameters trusting() {
    TrustManagersParameters trust = new TrustManagersParameters();
    trust.setKeyStore(store("trusted.p12"));
    SSLContextParameters parameters = new SSLContextParameters();
    parameters.setTrustManagers(trust);
    return parameters;
  }

  /** Has the client's key, and trusts whom this Java trusts. */
  SSLContextParameters keyOnly() {
    SSLContextParameters parameters = client();
    parameters.setTrustManagers(null);
    return parameters;
  }

  private KeyStoreParameters store(String file) {
    KeyStoreParameters store = new KeyStoreParameters();
    store.setResource("file:" + folder.resolve(file));
    store.setType("PKCS12");
    store.setPassword(PASSWORD);
    return store;
  }
}
