package org.camelometer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camelometer.component.spool.OverflowPolicy;
import org.camelometer.definition.DefinitionException;
import org.camelometer.definition.Position;
import org.camelometer.definition.PublisherUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolOptionsTest {

  private static SpoolOptions of(String url, boolean otherwise) {
    return SpoolOptions.of(PublisherUrl.parse(url, new Position("pipeline.yaml", 7, 5)), otherwise);
  }

  @Test
  void aSpoolHoldsAGibibyteAndDropsTheOldestUnlessToldOtherwise() {
    assertThat(of("notifier://", true))
        .isEqualTo(new SpoolOptions(true, 1L << 30, OverflowPolicy.DROP_OLDEST));
    assertThat(of("notifier://?spool_policy=refuse&spool_max_bytes=2000000", true))
        .isEqualTo(new SpoolOptions(true, 2_000_000, OverflowPolicy.REFUSE));
  }

  @Test
  void theUrlDecidesWhetherThereIsOne() {
    assertThat(of("file:///x", false).on()).isFalse();
    assertThat(of("file:///x?spool=true", false).on()).isTrue();
    assertThat(of("notifier://?spool=0", true).on()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"default,true,BLOCK", "queue,true,DROP_OLDEST", "drop,false,DROP_OLDEST"})
  void ceilometersPoliciesAreThoseOfSpools(String policy, boolean on, OverflowPolicy meant) {
    SpoolOptions options = of("notifier://?policy=" + policy, true);

    assertThat(options.on()).isEqualTo(on);
    assertThat(options.policy()).isEqualTo(meant);
  }

  @Test
  void kafkaHasCeilometersPoliciesToo() {
    assertThat(of("kafka://a?policy=drop", true).on()).isFalse();
  }

  @Test
  void aPolicyOfAnotherServerIsNoneOfASpool() {
    assertThat(of("http://a/?policy=drop", true).on()).isTrue();
  }

  @Test
  void ourOwnOptionsWinOverCeilometers() {
    SpoolOptions options = of("notifier://?policy=drop&spool=true&spool_policy=block", true);

    assertThat(options.on()).isTrue();
    assertThat(options.policy()).isEqualTo(OverflowPolicy.BLOCK);
  }

  @Test
  void namesThePoliciesOnce() {
    assertThatThrownBy(() -> of("notifier://?spool_policy=newest-of-all", true))
        .hasMessageEndingWith("is no policy of a spool; known are block, drop-oldest, refuse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spool=maybe",
        "spool_policy=drop",
        "policy=keep",
        "spool_max_bytes=1k",
        "spool_max_bytes=5"
      })
  void refusesWhatItCanNotUse(String option) {
    assertThatThrownBy(() -> of("notifier://?" + option, true))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("pipeline.yaml:7:5")
        .hasMessageContaining(option.substring(0, option.indexOf('=')))
        .hasMessageContaining(option.substring(option.indexOf('=') + 1));
  }
}
