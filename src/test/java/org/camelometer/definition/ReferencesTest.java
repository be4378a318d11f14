package org.camelometer.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
  private static final Position PLACE = new Position("pipeline.yaml", 3, 7);
  private static final Map<String, String> ENVIRONMENT = Map.of("PASSWORD", "a/b@c {{env:X}}");

  @TempDir Path folder;

  private static References in(String text) {
    return References.in(text, PLACE, ENVIRONMENT::get);
  }

  @Test
  void aValueIsTakenFromTheEnvironmentOrAFileAndIsNeverLookedIntoItself() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "s3cr3t\n");
    References references = in("x={{env:PASSWORD}}&y={{file:%s}}".formatted(file));

    assertThat(references.resolve(references.marked())).isEqualTo("x=a/b@c {{env:X}}&y=s3cr3t");
  }

  @Test
  void aValueInAUrlIsEncodedSoThatNothingInItIsTakenForAPartOfTheUrl() {
    References references = in("//user:{{env:PASSWORD}}@host/");

    assertThat(references.marked()).doesNotContain("@c");
    assertThat(references.resolveEncoded(references.marked()))
        .isEqualTo("//user:a%2Fb%40c%20%7B%7Benv%3AX%7D%7D@host/");
  }

  @Test
  void whatIsNoReferenceStaysAsItIs() {
    References references = in("{{other}} {{ env:X }} {x}");

    assertThat(references.resolve(references.marked())).isEqualTo("{{other}} {{ env:X }} {x}");
  }

  @Test
  void saysWhatIsMissingAndWhere() {
    assertThatThrownBy(() -> in("{{env:NOBODY}}"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("pipeline.yaml:3:7")
        .hasMessageContaining("no variable NOBODY");
    assertThatThrownBy(() -> in("{{file:/nowhere/x}}"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("/nowhere/x");
  }

  @Test
  void publisherUrlsHaveTheirPartsResolvedAndShowNone() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "s3/cr&3t");
    PublisherUrl url =
        PublisherUrl.parse(
            "http://me:{{file:%s}}@host/path?apikey={{file:%s}}&a=b".formatted(file, file), PLACE);

    assertThat(url.authority()).isEqualTo("me:s3%2Fcr%263t@host");
    assertThat(url.path()).isEqualTo("/path");
    assertThat(url.option("apikey")).contains("s3/cr&3t");
    assertThat(url.option("a")).contains("b");
    assertThat(url.text() + url + url.display()).doesNotContain("s3/cr").doesNotContain("s3%2F");
  }
}
