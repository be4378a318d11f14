package org.camelometer.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollsterExpressionTest {
  private final Evaluated links =
      on(
          List.of(
              Map.of("rel", "self", "href", "http://a/1"),
              Map.of("rel", "next", "href", "http://a/2")));

  private static Evaluated on(Object value) {
    return new Evaluated(Language.POLLSTER, Map.of("value", value));
  }

  @Test
  void followsTheNextLinkAsUsersWriteIt() {
    links
        .assertThat("list(filter(lambda v: v.get('rel') == 'next', value))[0].get('href')")
        .isEqualTo("http://a/2");
    links.assertThat("filter(lambda v: v.get('rel') == 'gone', value)").isEqualTo(List.of());
    links.assertThat("[0] if not filter(lambda v: False, value) else 1").isEqualTo(List.of(0L));
  }

  @Test
  void computesWhatUsersRelyOn() {
    on("a$b").assertThat("value.split('$')").isEqualTo(List.of("a", "b"));
    on(" x ").assertThat("value.strip()").isEqualTo("x");
    on(Map.of("f", 1L)).assertThat("value['f'] if 'f' in value else ''").isEqualTo(1L);
    on(Map.of()).assertThat("value['f'] if 'f' in value else ''").isEqualTo("");
    on("").assertThat("value or {'id': ''}").isEqualTo(Map.of("id", ""));
    on(List.of("a", "b")).assertThat("\",\".join(value)").isEqualTo("a,b");
    on(30L).assertThat("round(value / 7, 2)").isEqualTo(4.29);
    on(30L).assertThat("max(value, 50)").isEqualTo(50L);
    on("ACTIVE").assertThat("1 if value == \"ACTIVE\" else 0").isEqualTo(1L);
    on("12").assertThat("int(value) + float('0.5')").isEqualTo(12.5);
  }

  @Test
  void sortsAndMaps() {
    on(List.of(3, 1, 2)).assertThat("sorted(value)").isEqualTo(List.of(1L, 2L, 3L));
    on(List.of(3, 1, 2)).assertThat("sorted(value, reverse=True)[0]").isEqualTo(3L);
    on(List.of("bb", "a")).assertThat("sorted(value, key=len)").isEqualTo(List.of("a", "bb"));
    on(List.of("1", "2")).assertThat("sum(map(int, value))").isEqualTo(3L);
    on(List.of(1, 2))
        .assertThat("map(lambda v: map(lambda w: v * w, value), value)")
        .isEqualTo(List.of(List.of(1L, 2L), List.of(2L, 4L)));
    on(List.of()).assertThat("max(value, default=7)").isEqualTo(7L);
    links.assertThat("min(value, key=lambda v: v['rel'])['rel']").isEqualTo("next");
    on(Double.NaN).assertThat("len(sorted([3, value, 1, value, 2]))").isEqualTo(5L);
  }

  @Test
  void walksThroughMappings() {
    Map<String, Object> pairs = new LinkedHashMap<>();
    pairs.put("b", 1);
    pairs.put("a", null);
    on(pairs).assertThat("value.keys()").isEqualTo(List.of("b", "a"));
    on(pairs).assertThat("sorted(value)").isEqualTo(List.of("a", "b"));
    on(pairs).assertThat("map(lambda kv: kv[0], value.items())").isEqualTo(List.of("b", "a"));
    on(pairs).assertThat("[value.get('a'), value.get('c', 2)]").asString().isEqualTo("[null, 2]");
    on(pairs).assertThat("str(value)").isEqualTo("{'b': 1, 'a': None}");
    on(pairs).assertThat("len(value) in (1, 2)").isEqualTo(true);
  }

  @Test
  void treatsWhatIsNotThereAsAnError() {
    links.assertFails("values", 1, "there is no 'values' here");
    links.assertFails("value[0]['gone']", 9, "there is no such key: 'gone'");
    links.assertFails("value[2]", 6, "beyond the 2 elements");
    links.assertFails("value[0].rel", 10, "write ['rel']");
    links.assertFails("value.get('x')", 7, "a list has no method 'get'");
    links.assertFails("map(lambda v: v.upper(), value)", 17, "a mapping has no method 'upper'");
    links.assertFails("int('x')", 1, "'x' is no integer");
  }

  @Test
  void callsNothingElse() {
    links.assertRefused("open('x')", 1, "there is no function 'open' here, only abs, bool");
    links.assertRefused("value.format(1)", 7, "there is no method 'format' here, only endswith");
    links.assertRefused("value[0]()", 9, "can't be called");
    links.assertRefused("(lambda v: v)(1)", 2, "a lambda can only be");
    links.assertRefused("lambda v: v", 1, "a lambda can only be");
    links.assertRefused("map(lambda v: v(1), value)", 16, "can't be called");
    links.assertRefused("map(lambda: 1, value)", 11, "one parameter");
    links.assertRefused("map(lambda a, b: 1, value)", 13, "':' after the one parameter");
    links.assertRefused("map(open, value)", 5, "a lambda or function is wanted");
    links.assertRefused("map(map, value)", 5, "a lambda or function is wanted");
    links.assertRefused("len()", 1, "'len' can't have 0 arguments");
    links.assertRefused("len(x=1)", 5, "'len' can't have 'x'");
    links.assertRefused("sorted(value, key=len, key=len)", 24, "'sorted' can't have 'key'");
    links.assertRefused("[v for v in value]", 4, "'for'");
    links.assertRefused("f'{value}'", 1, "prefix 'f'");
  }

  /** The operations of recorded pollsters. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "value * 2",
        "value + 1",
        "int(value)",
        "str(value)",
        "len(value)",
        "value[\"size\"]",
        "5",
        "value.lower()",
        "value/4",
        "round(value / 7, 2)",
        "value if value > 50 else 0",
        "\",\".join(value)",
        "float(value)",
        "value[\"flavor\"][\"vcpus\"] * 1024",
        "max(value, 50)",
        "1 if value == \"ACTIVE\" else 0",
        "filter(lambda v: v.get('rel') == 'next', value)",
        "list(value)",
        "value[0]",
        "value.get('href')"
      })
  void parsesWhatRecordedPollstersDo(String text) {
    assertThat(Expression.parse(text, Language.POLLSTER).names()).isSubsetOf("value");
  }
}
