package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;

class ArithmeticTest extends TransformerContract {
  private final Transformers.SetClock clock = new Transformers.SetClock();

  @Override
  protected String yaml() {
    return "{name: arithmetic, parameters: {target: {name: twice, expr: '$(x) * 2'}}}";
  }

  @Test
  void calculatesForResourcesOfWhichItHasAll() {
    Transformer util =
        create("name: memory_util, unit: '%', type: gauge, expr: 100 * $(used) / $(total)");
    util.handle(gauge("total", "a", 200, 0));
    util.handle(gauge("used", "b", 3, 1));
    util.handle(gauge("used", "a", 50, 2));
    util.handle(gauge("other", "c", 1, 3));
    assertThat(util.held()).isEqualTo(3);
    assertThat(util.flush())
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(MeterShape.of(sample))
                  .isEqualTo(new MeterShape("memory_util", MeterType.GAUGE, "%"));
              assertThat(sample.resourceId()).isEqualTo("a");
              assertThat(sample.volume()).isEqualTo(25.0);
              assertThat(sample.timestamp()).isEqualTo("2026-03-01T12:00:03");
              assertThat(sample.source()).isEqualTo("ours");
            });
    assertThat(util.held()).isEqualTo(1);
    assertThat(util.entries()).isEqualTo(1);
  }

  @Test
  void waitsForWhatIsMissingOverPublishContexts() {
    Transformer sum = create("expr: $(a) + $(b)");
    sum.handle(gauge("a", "r", 1, 0));
    assertThat(sum.flush()).isEmpty();
    sum.handle(gauge("a", "r", 5, 10));
    sum.handle(gauge("b", "r", 2, 10));
    assertThat(sum.flush()).extracting(Sample::volume).containsExactly(7.0);
    assertThat(sum.flush()).isEmpty();
  }

  @Test
  void givesResourcesOutInTheOrderInWhichItFirstHeardOfThem() {
    Transformer sum = create("expr: $(a) + $(b)");
    sum.handle(gauge("a", "first", 1, 0));
    sum.handle(gauge("b", "second", 1, 0));
    sum.flush();
    sum.handle(gauge("a", "second", 1, 0));
    sum.handle(gauge("b", "first", 1, 0));
    assertThat(sum.flush()).extracting(Sample::resourceId).containsExactly("first", "second");
  }

  @Test
  void takesWhatIsNotSaidFromTheMeterThatItNamesFirst() {
    Transformer sum = create("expr: $(b-b) - $(a)");
    sum.handle(gauge("a", "r", 1, 0));
    sum.handle(
        Transformers.builder("b-b", MeterType.DELTA, "r", 0)
            .volume(5)
            .metadata(Map.of("k", 1))
            .build());
    Sample out = sum.flush().get(0);
    assertThat(MeterShape.of(out)).isEqualTo(new MeterShape("b-b", MeterType.DELTA, "B"));
    assertThat(out.volume()).isEqualTo(4.0);
    assertThat(out.resourceMetadata()).isEqualTo(Map.of("k", 1));
    assertThat(sum.describe(new MeterShape("a", MeterType.GAUGE, "s")))
        .contains(new MeterShape("b-b", null, null));
    assertThat(sum.describe(new MeterShape("c", MeterType.GAUGE, "s"))).isEmpty();
  }

  @Test
  void readsOtherFieldsOfASample() {
    Transformer sum = create("expr: $(a).resource_metadata.vcpus * $(a).volume");
    sum.handle(
        Transformers.builder("a", MeterType.GAUGE, "r", 0)
            .volume(3)
            .metadata(Map.of("vcpus", 4))
            .build());
    assertThat(sum.flush()).extracting(Sample::volume).containsExactly(12.0);
  }

  @Test
  void givesTheOthersOutWhereOneFails() {
    Transformer ratio = create("expr: 1 / $(a)");
    ratio.handle(gauge("a", "good", 4, 0));
    ratio.handle(gauge("a", "bad", 0, 0));
    ratio.handle(gauge("a", "worse", "many", 0));
    PartlyFlushedException partly =
        catchThrowableOfType(PartlyFlushedException.class, ratio::flush);
    assertThat(partly.made()).extracting(Sample::volume).containsExactly(0.25);
    assertThat(partly.failed()).isEqualTo(2);
    assertThat(partly).hasMessageContaining("zero");
    assertThat(ratio.held()).isZero();
    assertThat(ratio.flush()).isEmpty();
  }

  @Test
  void refusesToGiveNotANumber() {
    Transformer difference = create("expr: $(a) - $(a)");
    difference.handle(gauge("a", "r", Double.POSITIVE_INFINITY, 0));
    assertThat(catchThrowableOfType(PartlyFlushedException.class, difference::flush))
        .hasMessage("its expr gives NaN");
  }

  @Test
  void forgetsResourcesOfWhichSomethingStaysMissing() {
    Transformer sum = create("expr: $(a) + $(b)");
    sum.handle(gauge("a", "gone", 1, 0));
    clock.advance(Transformers.FORGET_AFTER);
    sum.handle(gauge("a", "there", 1, 0));
    clock.advance(Duration.ofMillis(1));
    sum.forget();
    assertThat(sum.held()).isEqualTo(1);
    sum.handle(gauge("b", "gone", 1, 0));
    sum.handle(gauge("b", "there", 1, 0));
    assertThat(sum.flush()).extracting(Sample::resourceId).containsExactly("there");
  }

  @Test
  void givesNothingWithoutAMeter() {
    Transformer constant = create("expr: 1 + 1");
    constant.handle(gauge("a", "r", 1, 0));
    assertThat(constant.flush()).isEmpty();
    assertThat(constant.held()).isZero();
  }

  private static Sample gauge(String name, String resource, Object volume, int second) {
    return Transformers.sample(name, MeterType.GAUGE, resource, volume, second);
  }

  private Transformer create(String target) {
    return Transformers.create(
        "      - {name: arithmetic, parameters: {target: {" + target + "}}}", clock);
  }
}
