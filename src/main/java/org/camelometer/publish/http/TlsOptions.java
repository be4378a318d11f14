package org.camelometer.publish.http;

import java.util.List;
import java.util.Optional;
import org.camelometer.http.HttpTls;
import org.camelometer.http.TlsFileException;
import org.camelometer.http.TlsFiles;
import org.camelometer.publish.UrlOptions;

/** The options {@code verify_ssl}, {@code clientcert} and {@code clientkey} of a URL. */
final class TlsOptions {
  private static final String VERIFY = "verify_ssl";
  private static final String CERTIFICATE = "clientcert";
  private static final String KEY = "clientkey";

  /** All of them. */
  static final List<String> ALL = List.of(VERIFY, CERTIFICATE, KEY);

  private TlsOptions() {}

  /**
   * Reads the options and the files that they name.
   *
   * @throws org.camelometer.definition.DefinitionException naming the option whose file can't be
   *     used
   */
  static HttpTls read(UrlOptions options) {
    Optional<String> certificate = options.url().option(CERTIFICATE);
    Optional<String> key = options.url().option(KEY);
    if (key.isPresent() && certificate.isEmpty()) {
      throw options.wrong(KEY, "needs the certificate that it belongs to; set clientcert");
    }
    boolean flag = options.isFlag(VERIFY);
    Optional<String> authorities = flag ? Optional.empty() : options.url().option(VERIFY);
    boolean verified = !flag || options.flag(VERIFY, true);
    try {
      return HttpTls.of(new TlsFiles(verified, authorities, certificate, key));
    } catch (TlsFileException e) {
      throw options.wrong(option(e.part()), String.valueOf(e.getMessage()));
    }
  }

  private static String option(TlsFiles.Part part) {
    return switch (part) {
      case AUTHORITIES -> VERIFY;
      case CERTIFICATE -> CERTIFICATE;
      case KEY -> KEY;
    };
  }
}
