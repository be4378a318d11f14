package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTextTest {

  @ParameterizedTest
  @CsvSource({"a%40b,a@b", "a+b,a+b", "50%+x,50%+x", "a%2Bb,a+b"})
  void aUserIsWhatItsEscapesSayAndPlusIsNoSpace(String text, String said) {
    assertThat(UrlText.plain(text)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"a+b,a b", "50%,50%"})
  void aPlusInTheQueryIsASpace(String text, String said) {
    assertThat(UrlText.decoded(text)).isEqualTo(said);
  }
}
