package org.camelometer.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with certificates or a private key between {@code -----BEGIN …-----} and {@code -----END
 * …-----}, as OpenSSL writes it (RFC 7468). What stands around them is passed over.
 */
final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  /** The numbers by which PKCS#8 says "version 0, an RSA key" (RFC 5208, RFC 8017). */
  private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  private final Path path;
  private final Map<String, List<byte[]>> blocks = new LinkedHashMap<>();

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read
   */
  PemFile(Path path) throws IOException {
    this.path = path;
    Matcher block = BLOCK.matcher(Files.readString(path, StandardCharsets.ISO_8859_1));
    while (block.find()) {
      byte[] content = Base64.getMimeDecoder().decode(block.group(2));
      blocks.computeIfAbsent(block.group(1), kind -> new ArrayList<>()).add(content);
    }
  }

  /**
   * Its certificates, in their order.
   *
   * @throws CertificateException if there is none, or one is damaged
   */
  List<X509Certificate> certificates() throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] block : blocks.getOrDefault("CERTIFICATE", List.of())) {
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    }
    if (certificates.isEmpty()) {
      throw new CertificateException(path + " has no certificate");
    }
    return certificates;
  }

  /**
   * Its private key, RSA or one that {@code openssl pkcs8 -topk8 -nocrypt} wrote.
   *
   * @throws GeneralSecurityException saying what is the matter with it
   */
  PrivateKey privateKey() throws GeneralSecurityException {
    List<byte[]> keys = new ArrayList<>(blocks.getOrDefault("PRIVATE KEY", List.of()));
    blocks.getOrDefault("RSA PRIVATE KEY", List.of()).forEach(key -> keys.add(pkcs8(key)));
    if (keys.isEmpty()) {
      throw new GeneralSecurityException(
          path + " has no private key; openssl pkcs8 -topk8 -nocrypt makes one that can be read");
    }
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm)
            .generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
      } catch (GeneralSecurityException ofAnotherKind) {
        // the next one may fit
      }
    }
    throw new GeneralSecurityException(path + " has a private key that is not RSA, EC or EdDSA");
  }

  /** An RSA key as PKCS#8, which alone Java reads. */
  private static byte[] pkcs8(byte[] rsa) {
    byte[] key = der(OCTETS, rsa);
    byte[] content = ByteBuffer.allocate(RSA.length + key.length).put(RSA).put(key).array();
    return der(SEQUENCE, content);
  }

  /** A value with its tag and a length of two bytes, room for every key in use. */
  private static byte[] der(int tag, byte[] value) {
    return ByteBuffer.allocate(value.length + 4)
        .put((byte) tag)
        .put((byte) 0x82)
        .putShort((short) value.length)
        .put(value)
        .array();
  }
}
