package org.camelometer.runtime.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsWordsLeftAndNumbersRight() {
    TextTable table =
        new TextTable(List.of("METER", "VOLUME"))
            .add("cpu", "10500")
            .add("memory.usage", "2.5")
            .add("id", "0000-11");
    assertThat(table.lines())
        .containsExactly(
            "METER         VOLUME",
            "cpu             10500",
            "memory.usage      2.5",
            "id            0000-11");
  }
}
