package org.camelometer.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelometer.sample.JsonValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
  private static final Map<String, Object> ROOT = new LinkedHashMap<>();

  static {
    ROOT.put("a", map("b", 1, "c", map("d", 2), "d", 3));
    ROOT.put("c", map("d", 4));
    ROOT.put("m", map("flavor", map("id", 7), "host", "h", "x-y", 5, "l", List.of(1, map("k", 2))));
  }

  /** What jsonpath-rw-ext 1.2 finds in the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "a.b|c.d; [2]",
        "m.(none|host); [\"h\"]",
        "m.(none|(flavor.id)|flavor_id); [7]",
        "$.a.b; [1]",
        "a|c; [{\"b\":1,\"c\":{\"d\":2},\"d\":3},{\"d\":4}]",
        "m.l[*]; [1,{\"k\":2}]",
        "m.l.[*].k; [2]",
        "m.l[0]; [1]",
        "m.l[1].k; [2]",
        "m.'x-y'; [5]",
        "m['x-y']; [5]",
        "m.x-y; [5]",
        "a.[b]; [1]",
        "$..d; [3,2,4]",
        "m..id; [7]",
        "a.*; [1,{\"d\":2},3]",
        "(a.b)|(c.d); [1,4]",
        "m.flavor[*]; [{\"id\":7}]",
        "m.host[*]; [\"h\"]",
        "none.of.it; []",
      })
  void findsWhatCeilometerFinds(String path, String found) {
    assertThat(JsonValues.text(FieldPath.parse(path).all(ROOT))).isEqualTo(found);
  }

  @Test
  void takesTheFirstValueThatIsNotNull() {
    Map<String, Object> root = map("a", null, "b", "x");
    assertThat(FieldPath.parse("a|b").first(root)).contains("x");
    assertThat(FieldPath.parse("a|c").first(root)).isEmpty();
    assertThat(FieldPath.parse("(a|b)").all(root)).containsExactly(null, "x");
  }

  @Test
  void findsNamesWithQuotesAndBackslashes() {
    assertThat(FieldPath.parse("\"it's\"").first(Map.of("it's", 1))).contains(1);
    assertThat(FieldPath.parse("'a\\b'").first(Map.of("a\\b", 1))).contains(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a.", ".a", "a..", "(a", "a)", "a b", "a[?(@.b=1)]", "a + b", "a[", "a.$"})
  void saysWhatItDoesNotUnderstand(String path) {
    assertThatThrownBy(() -> FieldPath.parse(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'%s' is not a path such as".formatted(path));
  }

  @Test
  void refusesBracketsWithoutEnd() {
    assertThatThrownBy(() -> FieldPath.parse("(".repeat(10_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested");
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<Object> all = Arrays.asList(keysAndValues);
    for (int i = 0; i < all.size(); i += 2) {
      map.put((String) all.get(i), all.get(i + 1));
    }
    return map;
  }
}
