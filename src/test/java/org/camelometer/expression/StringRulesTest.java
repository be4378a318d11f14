package org.camelometer.expression;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Python's rules for strings. */
class StringRulesTest {
  private final Evaluated scale = new Evaluated(Language.TRANSFORMER, Map.of("c", "\ud83d\ude00x"));
  private final Evaluated pollster = new Evaluated(Language.POLLSTER, Map.of("c", "\ud83d\ude00x"));

  @Test
  void readsStringsAsPythonWritesThem() {
    scale.assertThat("'a' \"b\" 'c'").isEqualTo("abc");
    scale.assertThat("'\\n\\x41\\u00e9\\101\\'\\\\\\q'").isEqualTo("\nA\u00e9A'\\\\q");
    scale.assertThat("'\\U0001f600x' == c").isEqualTo(true);
    scale.assertThat("r'\\n' + u'x'").isEqualTo("\\nx");
    scale.assertThat("'''it's'''").isEqualTo("it's");
    scale.assertThat("1 if'a'else'b'").isEqualTo(1L);
    scale.assertRefused("1 + 'x", 5, "the string has no end");
    scale.assertRefused("'a\nb'", 1, "the string has no end");
    scale.assertRefused("'\\xg0'", 2, "2 hexadecimal digits");
    scale.assertRefused("'\\UFFFFFFFF'", 2, "hexadecimal digits of a sign");
    scale.assertRefused("b'x'", 1, "prefix 'b'");
  }

  @Test
  void countsByCodePoints() {
    pollster.assertThat("len(c)").isEqualTo(2L);
    pollster.assertThat("c[1]").isEqualTo("x");
    pollster.assertThat("c[::-1]").isEqualTo("x\ud83d\ude00");
    pollster.assertThat("list(c)[1:]").isEqualTo(List.of("x"));
    scale.assertThat("c > '\\uffff'").isEqualTo(true);
  }

  @Test
  void putsStringsTogether() {
    scale.assertThat("'ab' * 2 + 'c' * -1").isEqualTo("abab");
    scale.assertThat("'b' in 'abc' and '' in '' and 'd' not in 'abc'").isEqualTo(true);
    scale.assertFails("'a' + 1", 5, "'+' can't be applied to a string and an integer");
    scale.assertFails("'%s' % 1", 6, "'%' can't be applied");
    scale.assertFails("1 in 'a'", 3, "can't look for an integer in a string");
  }

  @Test
  void cutsAndJoins() {
    pollster.assertThat("' a  b '.split()").isEqualTo(List.of("a", "b"));
    pollster.assertThat("'a,b,,c'.split(',', 2)").isEqualTo(List.of("a", "b", ",c"));
    pollster.assertThat("' a b c '.split(None, 1)").isEqualTo(List.of("a", "b c"));
    pollster.assertThat("'aXbX'.replace('X', '--', 1)").isEqualTo("a--bX");
    pollster.assertThat("'xxaxx'.strip('x')").isEqualTo("a");
    pollster.assertThat("'abc'.startswith('ab') and 'abc'.endswith(('x', 'c'))").isEqualTo(true);
    pollster.assertThat("'\u00e9'.upper() + 'A'.lower()").isEqualTo("\u00c9a");
    pollster.assertFails("','.join([1])", 5, "only strings can be joined, not an integer");
  }

  @Test
  void convertsAsPython() {
    pollster.assertThat("int(' -1_2 ')").isEqualTo(-12L);
    pollster.assertThat("int('0x1f', 0) + int('ff', 16) + int(2.9)").isEqualTo(288L);
    pollster.assertThat("float('-Infinity')").isEqualTo(Double.NEGATIVE_INFINITY);
    pollster.assertThat("str(1e16) + str(None) + str(True)").isEqualTo("1e+16NoneTrue");
    pollster.assertThat("str(['a', 1.0, {'b': None}])").isEqualTo("['a', 1.0, {'b': None}]");
    pollster.assertThat("round(2.5) + round(0.5)").isEqualTo(2L);
    pollster.assertThat("round(2.675, 2)").isEqualTo(2.67);
    pollster.assertThat("round(1234, -2)").isEqualTo(1200L);
    pollster.assertThat("float('1_0.2_5')").isEqualTo(10.25);
    pollster.assertThat("float('9' * 8000)").isEqualTo(Double.POSITIVE_INFINITY);
    pollster.assertFails("float('1_.5')", 1, "'1_.5' is no float");
    pollster.assertFails("int('0x1f')", 1, "'0x1f' is no integer");
    pollster.assertFails("float('1d')", 1, "'1d' is no float");
    pollster.assertFails("int(float('nan'))", 1, "NaN");
  }
}
