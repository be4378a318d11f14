package org.camelometer.publish.notifier;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.PublisherUrl;
import org.camelometer.definition.Settings;
import org.camelometer.http.HttpTls;
import org.camelometer.http.TlsFileException;
import org.camelometer.http.TlsFiles;

/**
 * Whom we trust when a broker shows its certificate, and what we show it: PEM files that a URL
 * names by oslo.messaging's options {@code ssl_ca_file}, {@code ssl_cert_file} and {@code
 * ssl_key_file}. Where it names none, they are those of {@code camelometer.rabbitmq.ssl-ca-file}
 * and so on; and without these, Java's own authorities are trusted.
 */
final class BrokerTls {
  private static final String AUTHORITIES = "ssl_ca_file";
  private static final String CERTIFICATE = "ssl_cert_file";
  private static final String KEY = "ssl_key_file";

  /** The options of a URL. */
  static final List<String> OPTIONS = List.of(AUTHORITIES, CERTIFICATE, KEY);

  private final PublisherUrl url;
  private final Settings settings;
  private final boolean inUrl;

  private BrokerTls(PublisherUrl url, Settings settings) {
    this.url = url;
    this.settings = settings;
    this.inUrl = OPTIONS.stream().anyMatch(url.options()::containsKey);
  }

  /**
   * Reads the files.
   *
   * @throws DefinitionException naming the option or the key whose file can't be used
   */
  static SSLContext of(PublisherUrl url, Settings settings) {
    BrokerTls tls = new BrokerTls(url, settings);
    if (tls.file(KEY).isPresent() && tls.file(CERTIFICATE).isEmpty()) {
      throw tls.wrong(KEY, "needs the certificate that it belongs to");
    }
    try {
      return HttpTls.of(
              new TlsFiles(true, tls.file(AUTHORITIES), tls.file(CERTIFICATE), tls.file(KEY)))
          .context();
    } catch (TlsFileException e) {
      throw tls.wrong(option(e.part()), String.valueOf(e.getMessage()));
    }
  }

  private static String option(TlsFiles.Part part) {
    return switch (part) {
      case AUTHORITIES -> AUTHORITIES;
      case CERTIFICATE -> CERTIFICATE;
      case KEY -> KEY;
    };
  }

  private Optional<String> file(String option) {
    return (inUrl ? url.option(option) : settings.get(key(option))).filter(path -> !path.isEmpty());
  }

  private DefinitionException wrong(String option, String fault) {
    Position position = inUrl ? url.position() : settings.position(key(option));
    return new DefinitionException(
        position,
        "%s '%s' %s".formatted(inUrl ? option : key(option), file(option).orElse(""), fault));
  }

  private static String key(String option) {
    return "camelometer.rabbitmq." + option.replace('_', '-');
  }
}
