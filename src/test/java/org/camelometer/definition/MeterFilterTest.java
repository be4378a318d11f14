package org.camelometer.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterFilterTest {

  @ParameterizedTest
  @CsvSource({
    "cpu, cpu, true",
    "cpu, cpu_util, false",
    "disk.*, disk.read.bytes, true",
    "*.bytes, disk.read.bytes, true",
    "cp?, cpu, true",
    "[ab]c, bc, true",
    "[!ab]c, bc, false",
    "[a-c]x, bx, true",
    "[c-a]x, bx, false",
    "[]]x, ]x, true",
    "a[b, a[b, true",
    "a.b, aXb, false",
    "CPU, cpu, false",
  })
  void matchesNamesAsPythonDoes(String glob, String name, boolean matches) {
    assertThat(new Glob(glob).matches(name)).isEqualTo(matches);
  }

  @Test
  void deniesBeforeItAllows() {
    MeterFilter filter = new MeterFilter(List.of("*", "!disk.*"));
    assertThat(filter.matches("cpu")).isTrue();
    assertThat(filter.matches("disk.read.bytes")).isFalse();
  }

  @Test
  void namesAMeterOnlyByItsOwnName() {
    assertThat(new MeterFilter(List.of("cpu_util", "disk.*")).names("cpu_util")).isTrue();
    assertThat(new MeterFilter(List.of("cpu*", "cpu_utils")).names("cpu_util")).isFalse();
    assertThat(new MeterFilter(List.of("*")).names("cpu_util")).isFalse();
    assertThat(new MeterFilter(List.of("!cpu")).names("cpu_util")).isFalse();
    assertThat(new MeterFilter(List.of("cpu_util", "!cpu_util")).names("cpu_util")).isFalse();
  }

  @Test
  void takesTheRestWhereEverythingDenies() {
    MeterFilter filter = new MeterFilter(List.of("!disk.*", "!cpu"));
    assertThat(filter.matches("memory")).isTrue();
    assertThat(filter.matches("cpu")).isFalse();
  }

  @Test
  void refusesListsThatCeilometerRefuses() {
    assertThat(MeterFilter.faults(List.of())).hasSize(1);
    assertThat(MeterFilter.faults(List.of("cpu", "!memory"))).hasSize(1);
    assertThat(MeterFilter.faults(List.of("disk.*", "!memory"))).hasSize(1);
    assertThat(MeterFilter.faults(List.of("*", "cpu"))).hasSize(1);
    assertThat(MeterFilter.faults(List.of("*", "cpu_util")))
        .singleElement()
        .asString()
        .startsWith("'*' can't stand beside other names")
        .contains("derived", "a source of their own");
    assertThat(MeterFilter.faults(List.of(""))).hasSize(1);
    assertThat(MeterFilter.faults(List.of("*"))).isEmpty();
    assertThat(MeterFilter.faults(List.of("*", "!cpu"))).isEmpty();
    assertThat(MeterFilter.faults(List.of("!cpu"))).isEmpty();
    assertThat(MeterFilter.faults(List.of("*.rate", "cpu"))).isEmpty();
    assertThat(MeterFilter.faults(List.of("*.rate", "!cpu"))).isEmpty();
  }
}
