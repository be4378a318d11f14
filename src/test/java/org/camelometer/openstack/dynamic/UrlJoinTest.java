package org.camelometer.openstack.dynamic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlJoinTest {

  @ParameterizedTest
  @CsvSource({
    "http://h:1/v2/,things,http://h:1/v2/things",
    "http://h:1/v2,things,http://h:1/v2/things",
    "http://h:1,things,http://h:1/things",
    "http://h/v2/,/v3/things?a=b,http://h/v3/things?a=b",
    "http://h/v2/,./a/../things,http://h/v2/things",
    "http://h/v2/,../../../x,http://h/x",
    "http://h/v2/,?marker=2,http://h/v2/?marker=2",
    "http://h/v2/,a b?c=ü,http://h/v2/a b?c=ü",
    "http://h/v2/,http://other/x,http://other/x",
    "https://h/v2/,//other/x,https://other/x",
    "http://h/v2/,a/..,http://h/v2/",
    "http://h/v2/,\"\",http://h/v2/"
  })
  void findsWhatAReferenceMeansAtAnEndpoint(String endpoint, String reference, String url) {
    String plain = reference.replace("\"", "");
    assertThat(UrlJoin.join(UrlJoin.asFolder(endpoint), plain)).isEqualTo(url);
  }

  @Test
  void leavesTheLastSegmentWhereItStandsAtAPage() {
    assertThat(UrlJoin.join("http://h/a/b?c=1", "b?c=2")).isEqualTo("http://h/a/b?c=2");
    assertThat(UrlJoin.join("http://h/a/b?c=1", "?c=2")).isEqualTo("http://h/a/b?c=2");
  }

  @Test
  void tellsServersApart() {
    assertThat(UrlJoin.origin("HTTP://Host:80/x")).isEqualTo("http://host:80");
    assertThat(UrlJoin.namesHost("//h/x")).isTrue();
    assertThat(UrlJoin.namesHost("/x")).isFalse();
  }
}
