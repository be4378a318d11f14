package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @Test
  void suggestsTheTransformerThatWasMeant() {
    assertThat(Transformers.problems("      - {name: rate_of_chang, parameters: }"))
        .containsExactly(
            "p.yaml:6:16: error: unknown transformer 'rate_of_chang' in sink 'k'; did you mean"
                + " 'rate_of_change'?");
  }

  @Test
  void reportsEveryProblemOfEveryTransformerAtOnce() {
    assertThat(
            Transformers.problems(
                """
                      - name: rate_of_change
                        parameters:
                          target:
                            nmae: cpu_util
                            type: gague
                            max: many
                            scale: 100.0 / (10**9 * )
                          source:
                            map_from: {name: '(disk'}
                          colour: red
                      - name: delta
                        parameters: {growth_onyl: true}
                """))
        .containsExactlyInAnyOrder(
            "p.yaml:9:13: error: unknown parameter 'nmae' in 'target' of transformer"
                + " 'rate_of_change' of sink 'k'; did you mean 'name'?",
            "p.yaml:10:19: error: 'type' of 'target' of transformer 'rate_of_change' of sink 'k'"
                + " can't be used: 'gague' is no meter type; use gauge, delta or cumulative",
            "p.yaml:11:18: error: 'max' of 'target' of transformer 'rate_of_change' of sink 'k'"
                + " must be a number, but is 'many'",
            "p.yaml:12:37: error: 'scale' of 'target' of transformer 'rate_of_change' of sink 'k'"
                + " can't be read: a value is wanted here, but there is ')'",
            "p.yaml:14:30: warning: 'name' of 'map_from' of 'source' of transformer"
                + " 'rate_of_change' of sink 'k' does nothing without map_to in 'target'",
            "p.yaml:15:11: error: unknown parameter 'colour' in transformer 'rate_of_change' of"
                + " sink 'k'; known are source, target",
            "p.yaml:17:22: error: unknown parameter 'growth_onyl' in transformer 'delta' of sink"
                + " 'k'; did you mean 'growth_only'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "accumulator | {size: @many} | error: 'size' of transformer 'accumulator' of sink 'k' must be a number, but is 'many'",
        "accumulator | {size: @[1]} | error: 'size' of transformer 'accumulator' of sink 'k' must be a single value, but is (a list)",
        "accumulator | {size: @-1} | warning: 'size' of transformer 'accumulator' of sink 'k' is -1: nothing is held back",
        "accumulator | @5 | error: the parameters of transformer 'accumulator' of sink 'k' must be a mapping, but are '5'",
        "aggregator | {size: @-1} | warning: 'size' of transformer 'aggregator' of sink 'k' is below 0, which acts like 1",
        "aggregator | {retention_time: @60} | warning: 'retention_time' of transformer 'aggregator' of sink 'k' can't act, since size is 1; write size: 0",
        "aggregator | {retention_time: @-6, size: 0} | warning: 'retention_time' of transformer 'aggregator' of sink 'k' is below 0: every flush gives all out",
        "aggregator | {user_id: @drop} | warning: 'user_id' of transformer 'aggregator' of sink 'k' is 'drop', which counts as last; write first or last",
        "aggregator | {resource_metadata: @x} | warning: 'resource_metadata' of transformer 'aggregator' of sink 'k' is 'x', which counts as last; write first, last or drop",
        "aggregator | {timestamp: @x} | warning: 'timestamp' of transformer 'aggregator' of sink 'k' is 'x', which counts as first; write first or last",
        "aggregator | {source: {@unit: B}} | warning: 'unit' of 'source' of transformer 'aggregator' of sink 'k' does nothing here",
        "delta | {target: {@unit: B}} | warning: 'unit' of 'target' of transformer 'delta' of sink 'k' does nothing here",
        "delta | {growth_only: @'no'} | warning: 'growth_only' of transformer 'delta' of sink 'k' is 'no', which counts as true; write true or false",
        "delta | {target: @x} | error: the parameters of 'target' of transformer 'delta' of sink 'k' must be a mapping, but are 'x'",
        "arithmetic | {target: {expr: @1}} | warning: 'expr' of 'target' of transformer 'arithmetic' of sink 'k' names no meter as $(meter.name), so nothing ever comes out",
        "rate_of_change | {target: {max: @0}} | warning: 'max' of 'target' of transformer 'rate_of_change' of sink 'k' does nothing: 0 stands for no limit"
      })
  void pointsAtWhatIsWrong(String name, String parameters, String problem) {
    String yaml = "      - {name: %s, parameters: %s}".formatted(name, parameters);
    assertThat(Transformers.problems(yaml.replace("@", "")))
        .containsExactly("p.yaml:6:%d: %s".formatted(yaml.indexOf('@') + 1, problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{source: {map_from: {name: @'(a'}}, target: {map_to: {name: b}}} | 'name' of 'map_from' of 'source'",
        "{source: {map_from: {name: 'a'}}, target: {map_to: {name: @'\\1'}}} | 'name' of 'map_to' of 'target'",
        "{target: {scale: '1 +@'}} | 'scale' of 'target'",
        "{target: {scale: @[1]}} | 'scale' of 'target'",
        "{target: {type: @5}} | 'type' of 'target'"
      })
  void pointsAtWhatKeepsATransformerFromBeingMade(String parameters, String what) {
    String yaml = "      - {name: unit_conversion, parameters: %s}".formatted(parameters);
    assertThat(Transformers.problems(yaml.replace("@", "")))
        .singleElement()
        .asString()
        .startsWith("p.yaml:6:%d: error: %s".formatted(yaml.indexOf('@') + 1, what));
  }

  @Test
  void takesUnknownParametersForWarningsWhenLenient() {
    String yaml = "      - {name: delta, parameters: {growth_onyl: true}}";
    assertThat(Transformers.problems(yaml, true))
        .singleElement()
        .asString()
        .startsWith("p.yaml:6:36: warning: unknown parameter 'growth_onyl'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "accumulator |",
        "accumulator | {size: 4}",
        "aggregator | {size: '4', retention_time: '120', user_id: first, timestamp: last}",
        "aggregator | {size: null, retention_time: 120.5}",
        "arithmetic | {target: {expr: '$(a-b.c) * 2', name: n, unit: '%', type: gauge}}",
        "delta | {growth_only: true, target: {name: x}, source: null}",
        "delta | {source: {map_from: {name: a}}, target: {map_to: {name: b}}}",
        "rate_of_change | {target: {scale: 1e3, max: 100.5, type: cumulative}}",
        "unit_conversion | {source: {unit: B}, target: {unit: KB, scale: volume / 1024.0}}"
      })
  void hasNothingAgainstWhatIsRight(String name, String parameters) {
    String text = parameters == null ? "" : parameters;
    assertThat(Transformers.problems("      - {name: %s, parameters: %s}".formatted(name, text)))
        .isEmpty();
  }
}
