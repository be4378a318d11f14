package org.camelometer.http;

import java.util.Optional;

/**
 * The files that TLS is made of, as a user names them.
 *
 * @param verified whether the server must show a certificate that we trust, for its name; without
 *     it the authorities don't matter
 * @param authorities certificates that we trust; empty for those of this Java
 * @param certificate what we show the server, with those of its issuers behind it
 * @param key that of the certificate; empty if it stands in the certificate's file
 */
public record TlsFiles(
    boolean verified,
    Optional<String> authorities,
    Optional<String> certificate,
    Optional<String> key) {

  /** Which of the files. */
  public enum Part {
    AUTHORITIES,
    CERTIFICATE,
    KEY
  }

  /** The one that holds the key. */
  Part keyPart() {
    return key.isPresent() ? Part.KEY : Part.CERTIFICATE;
  }
}
