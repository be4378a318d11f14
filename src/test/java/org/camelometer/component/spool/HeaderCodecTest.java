package org.camelometer.component.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderCodecTest {

  @Test
  void keepsTextsNumbersAndBooleans() {
    Map<String, Object> headers =
        Map.of("text", "ü\n", "empty", "", "yes", true, "i", -1, "l", Long.MIN_VALUE, "d", -0.0);
    assertThat(HeaderCodec.decode(HeaderCodec.encode(headers))).isEqualTo(headers);
  }

  @Test
  void leavesOutOtherThingsAndCamelsOwn() {
    Map<String, Object> headers = Map.of("list", List.of(1), "CamelFileName", "x", "kept", "y");
    assertThat(HeaderCodec.decode(HeaderCodec.encode(headers))).isEqualTo(Map.of("kept", "y"));
  }

  @Test
  void refusesWhatItDidNotWrite() {
    assertThatThrownBy(() -> HeaderCodec.decode(new byte[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> HeaderCodec.decode(new byte[] {0, 0, 0, 1, 127, -1, -1, -1, 's', 0, 0, 0, 0}))
        .as("a length beyond the bytes")
        .isInstanceOf(IllegalArgumentException.class);
  }
}
