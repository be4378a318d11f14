package org.camelometer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonTextTest {

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "2.0, 2.0",
    "-100.0, -100.0",
    "33.333333333333336, 33.333333333333336",
    "0.1, 0.1",
    "1E-4, 0.0001",
    "1E-5, 1e-05",
    "2.5E-5, 2.5e-05",
    "1E15, 1000000000000000.0",
    "123456789012345680, 1.2345678901234568e+17",
    "9999999999999998, 9999999999999998.0",
    "1E16, 1e+16",
    "1E22, 1e+22",
    "1E23, 1e+23",
    "2E23, 2e+23",
    "2.0E-3, 0.002",
    "1.7976931348623157E308, 1.7976931348623157e+308",
    "4.9E-324, 5e-324",
    "9.9E-324, 1e-323",
    "1.5E-323, 1.5e-323",
    "2E-323, 2e-323",
    "-4.9E-324, -5e-324",
    "2.2250738585072014E-308, 2.2250738585072014e-308",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void writesFloatsAsShortAsTheyReadBack(double value, String text) {
    assertThat(PythonText.str(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "33.333333333333336, 33.3333333333",
    "100.0, 100.0",
    "99999999999.0, 99999999999.0",
    "1E11, 1e+11",
    "123456789012345, 1.23456789012e+14",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "-2.5, -2.5",
    "0.0, 0.0"
  })
  void writesFloatsWithTwelveDigitsForPython2(double value, String text) {
    assertThat(PythonText.str(value, PythonText.Dialect.PYTHON2)).isEqualTo(text);
  }

  @Test
  void writesWhatHasNoTextOfItsOwn() {
    assertThat(PythonText.str(null)).isEqualTo("None");
    assertThat(PythonText.str(true)).isEqualTo("True");
    assertThat(PythonText.str(new BigInteger("715189476816207955237546")))
        .isEqualTo("715189476816207955237546");
    assertThat(PythonText.str("it's")).isEqualTo("it's");
  }

  @Test
  void quotesStringsInsideOfListsAndMaps() {
    assertThat(PythonText.repr(Arrays.asList("it's", "a\"b", "'\"", null, 1, 2.0)))
        .isEqualTo("[\"it's\", 'a\"b', '\\'\"', None, 1, 2.0]");
    assertThat(PythonText.repr(Map.of("é", "a\\\n\t\r\u0007\u00a0\u200b\ud83d\ude00\udbff\udfff")))
        .isEqualTo("{'é': 'a\\\\\\n\\t\\r\\x07\\xa0\\u200b\ud83d\ude00\\U0010ffff'}");
    assertThat(PythonText.repr(List.of(List.of(), Map.of()))).isEqualTo("[[], {}]");
  }

  @Test
  void encodesStringsInsideOfListsForSignatures() {
    List<Object> list = List.of("é", Map.of("k", "it's"), new BigInteger("9223372036854775808"));
    assertThat(PythonText.str(list, PythonText.Dialect.BYTES))
        .isEqualTo("[b'\\xc3\\xa9', {b'k': b\"it's\"}, 9223372036854775808]");
    assertThat(PythonText.str(list, PythonText.Dialect.PYTHON2))
        .isEqualTo("['\\xc3\\xa9', {'k': \"it's\"}, 9223372036854775808L]");
  }

  @Test
  void sortsKeysByCodePoint() {
    Map<String, Object> map = new TreeMap<>(Map.of("\ud83d\ude00", 1, "\uff21", 2, "a", 3));
    assertThat(CodePointOrder.sortedKeys(map)).containsExactly("a", "\uff21", "\ud83d\ude00");
  }

  /** Against the interpreter itself, over numbers of all magnitudes. */
  @Test
  void agreesWithPythonOnTenThousandFloats(@TempDir Path folder) throws Exception {
    Random random = new Random(4952);
    List<Double> numbers = new ArrayList<>();
    while (numbers.size() < 10_000) {
      double any = Double.longBitsToDouble(random.nextLong());
      numbers.add(Double.isFinite(any) ? any : 0.1);
      numbers.add(random.nextInt(2_000) * Double.MIN_VALUE);
      numbers.add(Math.scalb((double) random.nextInt(1_000), random.nextInt(200) - 100));
      numbers.add(Math.round(random.nextDouble() * 1e6) / 1e3);
    }
    Path bits = folder.resolve("bits");
    Files.write(
        bits, numbers.stream().map(n -> Long.toString(Double.doubleToLongBits(n))).toList());
    assertThat(numbers.stream().map(PythonText::repr).toList()).isEqualTo(python(bits));
  }

  private static List<String> python(Path bits) throws IOException, InterruptedException {
    String script =
        """
        import struct, sys
        for line in open(sys.argv[1]):
            print(repr(struct.unpack('d', struct.pack('q', int(line)))[0]))
        """;
    Process process =
        new ProcessBuilder("python3", "-c", script, bits.toString())
            .redirectErrorStream(true)
            .start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as("python3 must be there and run: %s", lines).isZero();
    return lines;
  }
}
