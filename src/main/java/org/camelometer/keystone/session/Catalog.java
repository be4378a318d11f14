package org.camelometer.keystone.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which services there are, and where.
 *
 * @param endpoints in Keystone's order
 */
public record Catalog(List<Endpoint> endpoints) {
  public Catalog {
    endpoints = List.copyOf(endpoints);
  }

  /** That of a token; what can't be understood in it is left out. */
  static Catalog of(@Nullable Object catalog) {
    List<Endpoint> endpoints = new ArrayList<>();
    objects(catalog)
        .forEach(
            service ->
                objects(service.get("endpoints"))
                    .map(endpoint -> endpoint(service, endpoint))
                    .flatMap(Optional::stream)
                    .forEach(endpoints::add));
    return new Catalog(endpoints);
  }

  /**
   * All endpoints of a service that are in the region, those of the interface that is wanted most
   * first and those of others left out.
   *
   * @param type any of its names
   */
  public List<Endpoint> of(String type, Optional<String> region, List<String> interfaces) {
    List<Endpoint> found = new ArrayList<>();
    for (String name : ServiceTypes.names(type)) {
      for (String face : interfaces) {
        endpoints.stream()
            .filter(endpoint -> endpoint.type().equals(name) && endpoint.face().equals(face))
            .filter(endpoint -> region.isEmpty() || region.get().equals(endpoint.region()))
            .forEach(found::add);
      }
    }
    return found;
  }

  /**
   * The endpoint that a URL is below; another one of its server if there is none such. Empty if the
   * server is nowhere in the catalog.
   */
  public Optional<Endpoint> at(URI url) {
    return endpoints.stream()
        .filter(endpoint -> server(endpoint.url()).equals(server(url)))
        .max(Comparator.comparingInt(endpoint -> shared(endpoint.url(), url)));
  }

  private static String server(URI url) {
    int port = url.getPort();
    if (port < 0) {
      port = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
    return "%s://%s:%d".formatted(url.getScheme(), url.getHost(), port).toLowerCase(Locale.ROOT);
  }

  /** How long the endpoint's path is, where the URL is below it. */
  private static int shared(URI endpoint, URI url) {
    String path = Objects.toString(endpoint.getRawPath(), "");
    return (url.getRawPath() + "/").startsWith(path + "/") ? path.length() : -1;
  }

  private static Optional<Endpoint> endpoint(Map<?, ?> service, Map<?, ?> endpoint) {
    Object region = endpoint.get("region");
    try {
      return Optional.of(
          new Endpoint(
              text(service.get("type")),
              text(endpoint.get("interface")),
              text(region == null ? endpoint.get("region_id") : region),
              new URI(Endpoint.trimmed(text(endpoint.get("url"))))));
    } catch (URISyntaxException noUrl) {
      return Optional.empty();
    }
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  private static Stream<Map<?, ?>> objects(@Nullable Object list) {
    return list instanceof List<?> values
        ? values.stream().filter(Map.class::isInstance).<Map<?, ?>>map(value -> (Map<?, ?>) value)
        : Stream.empty();
  }
}
