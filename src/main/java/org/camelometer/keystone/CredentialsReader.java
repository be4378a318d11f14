package org.camelometer.keystone;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Nearest;
import org.camelometer.definition.Problems;
import org.camelometer.http.HttpTls;
import org.camelometer.http.TlsFileException;
import org.camelometer.http.TlsFiles;
import org.jspecify.annotations.Nullable;

/** Makes credentials of what one source says, or tells everything that is wrong with it. */
final class CredentialsReader {
  private static final Set<String> INTERFACES = Set.of("public", "internal", "admin");
  private static final Set<String> YES = Set.of("true", "yes", "on", "1");
  private static final Set<String> NO = Set.of("false", "no", "off", "0");

  private final Values values;
  private final Problems problems = new Problems();

  CredentialsReader(Values values) {
    this.values = values;
  }

  /**
   * Reads all of it, and the files of TLS.
   *
   * @throws DefinitionException with everything that is wrong
   */
  Credentials read() {
    URI url = authUrl();
    Login login = new LoginReader(values, problems).read();
    Scope scope = new ScopeReader(values, problems).read(login);
    List<String> interfaces = interfaces();
    HttpTls tls = tls();
    problems.throwIfErrors();
    if (url == null || login == null || scope == null || tls == null) {
      throw new IllegalStateException("something is missing that no problem tells");
    }
    return new Credentials(url, login, scope, values.get("region_name"), interfaces, tls);
  }

  private @Nullable URI authUrl() {
    Optional<String> text = values.get("auth_url");
    if (text.isEmpty()) {
      values.wrong("auth_url", "isn't set; set it to Keystone's address", problems);
      return null;
    }
    try {
      URI url = new URI(text.get().strip());
      if (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException noUrl) {
      // told below; the text may hold a password
    }
    values.wrong(
        "auth_url", "isn't an address such as https://keystone:5000/v3 without a login", problems);
    return null;
  }

  private List<String> interfaces() {
    List<String> interfaces = new ArrayList<>();
    Arrays.stream(values.get("interface").orElse("public").split(","))
        .map(text -> text.strip().toLowerCase(Locale.ROOT).replaceFirst("url$", ""))
        .forEach(interfaces::add);
    interfaces.stream()
        .filter(text -> !INTERFACES.contains(text))
        .forEach(
            text ->
                values.wrong(
                    "interface",
                    "names an interface '%s'%s".formatted(text, Nearest.hint(text, INTERFACES)),
                    problems));
    return interfaces;
  }

  private @Nullable HttpTls tls() {
    if (values.has("keyfile") && !values.has("certfile")) {
      values.wrong("keyfile", "needs the certificate that it belongs to; set certfile", problems);
      return null;
    }
    try {
      return HttpTls.of(
          new TlsFiles(
              !insecure(), values.get("cafile"), values.get("certfile"), values.get("keyfile")));
    } catch (TlsFileException e) {
      values.wrong(option(e.part()), String.valueOf(e.getMessage()), problems);
      return null;
    }
  }

  private boolean insecure() {
    String text = values.get("insecure").orElse("false").strip().toLowerCase(Locale.ROOT);
    if (!YES.contains(text) && !NO.contains(text)) {
      values.wrong("insecure", "is neither true nor false", problems);
    }
    return YES.contains(text);
  }

  private static String option(TlsFiles.Part part) {
    return switch (part) {
      case AUTHORITIES -> "cafile";
      case CERTIFICATE -> "certfile";
      case KEY -> "keyfile";
    };
  }
}
