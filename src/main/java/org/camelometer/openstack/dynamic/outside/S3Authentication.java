package org.camelometer.openstack.dynamic.outside;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Amazon's signature of version 2 ("Signing and Authenticating REST Requests" in the S3 developer
 * guide), which RadosGW's admin API takes: HMAC-SHA1 over method, date, headers and resource.
 */
final class S3Authentication implements Authentication {
  private static final String ALGORITHM = "HmacSHA1";
  private static final Set<String> SIGNED_PARAMETERS =
      Set.of(
          "acl",
          "cors",
          "delete",
          "lifecycle",
          "location",
          "logging",
          "notification",
          "partNumber",
          "policy",
          "requestPayment",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  private final String accessKey;
  private final String secretKey;
  private final String host;
  private final Clock clock;

  S3Authentication(String accessKey, String secretKey, String host) {
    this(accessKey, secretKey, host, Clock.systemUTC());
  }

  /**
   * The same with a clock.
   *
   * @param host that of the store; a name in front of it is a bucket's
   */
  S3Authentication(String accessKey, String secretKey, String host, Clock clock) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.host = host.replaceFirst("^https?://", "").replaceFirst("[:/].*", "");
    this.clock = clock;
  }

  @Override
  public void sign(HttpRequest request, String url) {
    if (request.getFirstHeader("Date") == null && request.getFirstHeader("x-amz-date") == null) {
      request.setHeader(
          "Date",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    }
    String text =
        String.join(
                "\n",
                request.getMethod(),
                header(request, "Content-MD5"),
                header(request, "Content-Type"),
                header(request, "Date"),
                "")
            + amazonHeaders(request)
            + resource(URI.create(url));
    request.setHeader("Authorization", "AWS %s:%s".formatted(accessKey, signature(text)));
  }

  private static String header(HttpRequest request, String name) {
    Header header = request.getFirstHeader(name);
    return header == null ? "" : header.getValue();
  }

  private static String amazonHeaders(HttpRequest request) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : request.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (name.startsWith("x-amz-")) {
        headers.merge(name, header.getValue().strip(), (one, other) -> one + "," + other);
      }
    }
    return headers.entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private String resource(URI url) {
    String name = url.getHost() == null ? "" : url.getHost();
    String bucket =
        !host.isEmpty() && name.endsWith("." + host)
            ? "/" + name.substring(0, name.length() - host.length() - 1)
            : "";
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    String signed =
        Arrays.stream(query.split("&"))
            .filter(pair -> SIGNED_PARAMETERS.contains(pair.replaceFirst("=.*", "")))
            .sorted()
            .collect(Collectors.joining("&"));
    return bucket + path + (signed.isEmpty() ? "" : "?" + signed);
  }

  private String signature(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
