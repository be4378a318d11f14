package org.camelometer.poll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveryUrlTest {

  @ParameterizedTest
  @CsvSource({
    "local_instances, local_instances, ",
    "endpoint:energy, endpoint, energy",
    "tenant://foo/bar?x=1, tenant, foo/bar",
    "Endpoint://Volume, endpoint, Volume",
    "endpoint:8080, endpoint, 8080",
    "local_instances://x, local_instances://x, ",
  })
  void isTakenApartAsCeilometerDoes(String text, String name, String parameter) {
    assertThat(DiscoveryUrl.parse(text)).isEqualTo(new DiscoveryUrl(name, parameter));
  }
}
