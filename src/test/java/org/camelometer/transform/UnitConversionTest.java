package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.camelometer.sample.MeterType;
import org.camelometer.sample.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitConversionTest extends TransformerContract {
  private static final String MAPPED =
      """
            - name: unit_conversion
              parameters:
                source:
                  map_from: {name: 'disk\\.(read|write)', unit: '(B|request)'}
                target:
                  map_to: {name: 'd.\\1', unit: '\\1/s'}
                  name: other
                  unit: o
      """;

  @Override
  protected String yaml() {
    return "{name: unit_conversion, parameters:"
        + " {source: {unit: B}, target: {name: y, unit: KB, scale: volume / 1024.0}}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scale: 3 | 30",
        "scale: 0.5 | 5.0",
        "scale: volume * 8 | 80",
        "scale: 7 | 70",
        "scale: 0 | 10",
        "scale: '' | 10",
        "scale: resource_metadata.a.b or 5 | 5",
        "'scale: 3, max: 20' | 20",
        "'scale: 3, max: 0' | 30",
        "'scale: -3, max: 20' | -30"
      })
  void scales(String target, String volume) {
    Object result = create(target).handle(Transformers.gauge("r", 10, 0)).volume();
    assertThat(result).hasToString(volume);
  }

  @Test
  void makesNumbersOfTruths() {
    Sample truth = Sample.builder("x", MeterType.GAUGE, "B").volume(true).build();
    assertThat(create("name: y").handle(truth).volume()).isEqualTo(1L);
    assertThat(create("max: 5").handle(truth).volume()).isEqualTo(1L);
    Sample ten = Transformers.gauge("r", 10, 0);
    assertThat(create("scale: volume < 5").handle(ten).volume()).isEqualTo(0L);
  }

  @Test
  void letsOtherUnitsPassAsTheyAre() {
    Transformer conversion = Transformers.create("      - " + yaml());
    Sample other = Sample.builder("x", MeterType.GAUGE, "ns").volume(1).build();
    assertThat(conversion.handle(other)).isSameAs(other);
    assertThat(conversion.describe(MeterShape.of(other))).contains(MeterShape.of(other));
  }

  @Test
  void mapsNamesAndUnitsByPatterns() {
    Transformer conversion = Transformers.create(MAPPED);
    assertThat(conversion.describe(new MeterShape("disk.read", null, "B")))
        .contains(new MeterShape("d.read", null, "B/s"));
  }

  /** As Python's re.sub gives a text back in which it finds nothing. */
  @Test
  void keepsANameThatItsPatternDoesNotFind() {
    Transformer conversion = Transformers.create(MAPPED);
    assertThat(conversion.describe(new MeterShape("cpu", null, "ns")))
        .contains(new MeterShape("cpu", null, "ns"));
  }

  @Test
  void fallsBackToTheTargetWhereAPatternLeavesNothing() {
    Transformer conversion =
        Transformers.create(
            "      - {name: unit_conversion, parameters: {source: {map_from: {name: '.*'}},"
                + " target: {map_to: {name: ''}, name: named}}}");
    assertThat(conversion.describe(new MeterShape("cpu", null, null)).map(MeterShape::name))
        .isEqualTo(Optional.of("named"));
  }

  @Test
  void keepsNamesRightHoweverManyThereAre() {
    Transformer conversion = Transformers.create(MAPPED);
    for (int i = 0; i < 20_001; i++) {
      String name = "disk.read" + i % 20_000;
      assertThat(conversion.handle(Sample.builder(name, MeterType.GAUGE, "B").volume(1).build()))
          .extracting(Sample::name)
          .isEqualTo("d.read" + i % 20_000);
    }
  }

  @Test
  void letsANumericTextPassUnlessItMustCalculate() {
    Sample text = Transformers.gauge("r", "12.5", 0);
    assertThat(create("unit: y").handle(text).volume()).isEqualTo("12.5");
    assertThatThrownBy(() -> create("scale: 2").handle(text))
        .hasMessage("the volume '12.5' is a text");
    assertThatThrownBy(() -> create("max: 2").handle(text)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void refusesAScaleThatGivesNoNumber() {
    Sample sample = Transformers.gauge("r", 1, 0);
    assertThatThrownBy(() -> create("scale: name").handle(sample))
        .hasMessage("its scale gives no number");
    assertThatThrownBy(() -> create("scale: resource_metadata.missing").handle(sample))
        .hasMessage("its scale gives no number");
  }

  private static Transformer create(String target) {
    return Transformers.create(
        "      - {name: unit_conversion, parameters: {target: {" + target + "}}}");
  }
}
