package org.camelometer.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlNodeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"a: 1 + x | 1:8", "a: '1 + x' | 1:9", "a: \"1 + x\" | 1:9", "a:   1 + x | 1:10"})
  void tellsThePlaceOfASignWithinAText(String yaml, String place) {
    assertThat(value(yaml).position(4)).hasToString("f.yaml:" + place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"a: 'it''s' | 1:4", "a: \"\\u0031 + x\" | 1:4", "a: [1, 2] | 1:4"})
  void tellsWhereAValueBeginsWhenSignsArentAsWritten(String yaml, String place) {
    assertThat(value(yaml).position(2)).hasToString("f.yaml:" + place);
  }

  @Test
  void tellsWhereATextOfSeveralLinesBegins() {
    assertThat(value("a: |\n  1 +\n  x\n").position(4)).hasToString("f.yaml:1:4");
  }

  /** Ceilometer's parameters are read by PyYAML. */
  @ParameterizedTest
  @CsvSource({
    "a: 1e3, java.lang.String",
    "a: 1.0e3, java.lang.String",
    "a: 1.0e+3, java.lang.Double",
    "a: 1., java.lang.Double",
    "a: .5, java.lang.Double",
    "a: .inf, java.lang.Double",
    "a: 12, java.lang.Integer",
    "a: 1_000, java.lang.Integer",
    "a: yes, java.lang.Boolean"
  })
  void takesForANumberWhatPythonDoes(String yaml, Class<?> type) {
    assertThat(value(yaml).value()).isInstanceOf(type);
  }

  private static YamlNode value(String yaml) {
    Problems problems = new Problems();
    Map<String, YamlNode.Entry> entries =
        YamlDocument.parse("f.yaml", yaml, problems).orElseThrow().entries(problems);
    assertThat(problems.list()).isEmpty();
    return entries.get("a").value();
  }
}
