package org.camelometer.keystone.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
  private final Catalog catalog =
      Catalog.of(
          List.of(
              Map.of(
                  "type",
                  "image",
                  "endpoints",
                  List.of(
                      endpoint("public", "One", "http://one/"),
                      endpoint("internal", "One", "http://one-inside"),
                      endpoint("public", "Two", "http://two"))),
              Map.of("type", "volumev2", "endpoints", List.of(endpoint("public", "One", "v2"))),
              Map.of("type", "block-storage", "endpoints", List.of(endpoint("public", "", "v3")))));

  @Test
  void prefersTheInterfaceThatStandsFirst() {
    assertThat(urls("image", Optional.of("One"), "internal", "public"))
        .containsExactly("http://one-inside", "http://one");
  }

  @Test
  void takesTheInterfaceThatIsThere() {
    assertThat(urls("image", Optional.of("Two"), "internal", "public"))
        .containsExactly("http://two");
  }

  @Test
  void takesAnyRegionWhereNoneIsSet() {
    assertThat(urls("image", Optional.empty(), "public"))
        .containsExactly("http://one", "http://two");
  }

  @Test
  void hasNothingInAnotherRegion() {
    assertThat(urls("image", Optional.of("Three"), "public")).isEmpty();
  }

  @Test
  void takesNoOtherApiForTheSame() {
    assertThat(urls("volumev3", Optional.empty(), "public")).containsExactly("v3");
  }

  @Test
  void tellsWhichServiceAUrlIsOf() {
    Catalog shared =
        new Catalog(
            List.of(
                new Endpoint("image", "public", "", URI.create("https://api")),
                new Endpoint("compute", "public", "", URI.create("https://api/compute")),
                new Endpoint("network", "public", "", URI.create("https://api/net"))));
    assertThat(shared.at(URI.create("https://API:443/compute/v2.1?x=y")))
        .map(Endpoint::type)
        .contains("compute");
    assertThat(shared.at(URI.create("https://api/network"))).map(Endpoint::type).contains("image");
    assertThat(shared.at(URI.create("http://api/compute"))).isEmpty();
    assertThat(shared.at(URI.create("https://api.example.org/compute"))).isEmpty();
  }

  @Test
  void leavesOutWhatItCannotUnderstand() {
    Catalog odd =
        Catalog.of(
            java.util.Arrays.asList(
                null,
                "text",
                Map.of("type", "image"),
                Map.of("type", "image", "endpoints", List.of("text", Map.of(), Map.of("url", "{"))),
                Map.of("type", "dns", "endpoints", List.of(endpoint("public", "", "http://d")))));
    assertThat(odd.of("dns", Optional.empty(), List.of("public"))).hasSize(1);
    assertThat(odd.of("image", Optional.empty(), List.of("public"))).isEmpty();
    assertThat(Catalog.of(null).endpoints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://host:9696, v2.0, http://host:9696/v2.0",
    "http://host:9696/v2.0, v2.0, http://host:9696/v2.0",
    "http://host/image/v2, v2, http://host/image/v2",
    "http://host/identity/v2.0, v3, http://host/identity/v3",
    "http://host/v3/project, v3, http://host/v3/project/v3",
  })
  void namesTheVersionOnce(String url, String version, String versioned) {
    assertThat(new Endpoint("any", "public", "", URI.create(url)).at(version))
        .hasToString(versioned);
  }

  private List<String> urls(String type, Optional<String> region, String... interfaces) {
    return catalog.of(type, region, List.of(interfaces)).stream()
        .map(endpoint -> endpoint.url().toString())
        .toList();
  }

  private static Map<String, Object> endpoint(String face, String region, String url) {
    return Map.of("interface", face, "region", region, "url", url);
  }
}
