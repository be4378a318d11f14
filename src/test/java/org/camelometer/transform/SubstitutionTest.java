package org.camelometer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The results are those of Python 3.11. */
class SubstitutionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "disk.read.bytes (disk\\.device|disk)\\.(read|write)\\.(bytes|requests) \\1.\\2.\\3.rate disk.read.bytes.rate",
        "B (B|request) \\1/s B/s",
        "abxd x* - -a-b--d-",
        "aaa a \\g<0>b ababab",
        "cpu.time (?P<what>\\w+)\\.(?P<the_rest>\\w+) \\g<the_rest>_\\g<what> time_cpu",
        "cpu (?P<a_b>c)(x)? [\\2\\1] [c]pu",
        "a$b b $0 a$$0",
        "a$b \\$(b) \\\\$\\1 a\\$b",
        "aXbXc X(?#cross) - a-b-c",
        "abab (?P<p>ab)(?P=p) once once",
        "a]b[c [][] | a|b|c",
        "x{y} {y} - x-",
        "xxxx x{,2} - ---",
        "naïve \\w+ w w",
        "a^b [b^] - a--",
        "abcdefghijkl (a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)(l) \\12\\1\\g<1>0 laa0",
        "dot o \\. d\\.t",
        "none x y none",
        "all all `` ``",
        "aa (a)\\1 b b",
        "foo.bar (?<=foo)\\. - foo-bar",
        "a&&b [a&&b] . ...."
      })
  void replacesAsPythonDoes(String text, String pattern, String replacement, String result) {
    assertThat(substitution(pattern, replacement).apply(text)).isEqualTo(result);
  }

  @Test
  void patternsThatNestTooDeeplyFailForOneText() {
    Substitution deep =
        new Substitution(new PythonPattern("(".repeat(300) + "a|b" + ")*".repeat(300)), "x");
    assertThatThrownBy(() -> deep.apply("ab".repeat(500)))
        .isInstanceOf(UntransformableException.class);
  }

  @Test
  void longResultsFail() {
    Substitution longer = new Substitution(new PythonPattern(""), "x".repeat(1000));
    assertThatThrownBy(() -> longer.apply("a".repeat(1000)))
        .isInstanceOf(UntransformableException.class)
        .hasMessageContaining("10000 signs");
  }

  @Test
  void readsLineEndsAsPythonDoes() {
    assertThat(substitution("end$", "yes").apply("end\n")).isEqualTo("yes\n");
    assertThat(substitution("end\\Z", "no").apply("end\n")).isEqualTo("end\n");
    assertThat(substitution(".", "-").apply("a\rb")).isEqualTo("---");
    assertThat(substitution("a", "\\n\\t").apply("a")).isEqualTo("\n\t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "(a x `Unclosed group`",
        "[a x `a '[' isn't closed`",
        "*a x `Dangling meta character '*'`",
        "\\q x `Python knows no \\q`",
        "a\\ x `it ends in a backslash`",
        "(?P<a x `a '(?P<' isn't closed`",
        "(?<a>b) x `a named group is written (?P<name>…)`",
        "(a)\\11 x `there is no group 11 yet`",
        "(?P=a) x `there is no group 'a' yet`",
        "[\\1] x `not in octal`",
        "a \\1 `there is no group 1`",
        "a \\g<name> `there is no group 'name'`",
        "a \\g1 `\\g must be followed by <the group>`",
        "a \\q `Python knows no \\q`",
        "a a\\ `it ends in a backslash`"
      })
  void saysWhatIsWrong(String pattern, String replacement, String sentence) {
    assertRefused(pattern, replacement, sentence);
  }

  @Test
  void givesUpOnAPatternThatWouldTakeForEver() {
    Substitution slow = substitution("(x+x+)+(y)\\2", "z");
    assertThatThrownBy(() -> slow.apply("x".repeat(100)))
        .isInstanceOf(UntransformableException.class)
        .hasMessageContaining("takes too long");
    assertThat(slow.apply("xxyy")).isEqualTo("z");
  }

  @Test
  void boundsWhatItReads() {
    assertRefused("(".repeat(1_001), "", "it has more than 1000 signs");
    assertThatThrownBy(() -> substitution("(a|b)*", "").apply("ab".repeat(501)))
        .isInstanceOf(UntransformableException.class)
        .hasMessageContaining("more than 1000 signs");
    assertThat(substitution("(a|b)*", "").apply("ab".repeat(500))).isEmpty();
  }

  private static void assertRefused(String pattern, String replacement, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> substitution(pattern, replacement))
        .withMessageContaining(sentence);
  }

  private static Substitution substitution(String pattern, String replacement) {
    return new Substitution(new PythonPattern(pattern), replacement);
  }
}
