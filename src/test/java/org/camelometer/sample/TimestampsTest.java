package org.camelometer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T16:51:07.554056, 2026-11-20T16:51:07.554056Z",
    "2026-11-20 16:51:07.554056, 2026-11-20T16:51:07.554056Z",
    "2026-11-20T16:51:07, 2026-11-20T16:51:07Z",
    "2026-11-20T16:51, 2026-11-20T16:51:00Z",
    "2026-11-20, 2026-11-20T00:00:00Z",
    "2026-11-20T16:51:07Z, 2026-11-20T16:51:07Z",
    "2026-11-20T16:51:07.5Z, 2026-11-20T16:51:07.500Z",
    "'2026-11-20T16:51:07,25', 2026-11-20T16:51:07.250Z",
    "2026-11-20T16:51:07.123456789, 2026-11-20T16:51:07.123456Z",
    "2026-11-20T16:51:07+02:00, 2026-11-20T14:51:07Z",
    "2026-11-20T16:51:07.25-0530, 2026-11-20T22:21:07.250Z",
    "2026-11-20T00:30:00+01, 2026-11-19T23:30:00Z",
    "1969-12-31T23:59:59.999999, 1969-12-31T23:59:59.999999Z",
    "2024-02-29T12:00:00, 2024-02-29T12:00:00Z"
  })
  void readsMoments(String text, Instant moment) {
    assertThat(Timestamps.micros(text)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026",
        "2026-11-20T",
        "2026-11-20T16",
        "2026-11-20T16:",
        "2026-11-20T16:51:",
        "2026-11-20T16:51:07.",
        "2026-11-20T16:51:07.5x",
        "2026-11-20T16:51:07Zz",
        "2026-11-20T16:51:07+",
        "2026-11-20T16:51:07+2",
        "2026-11-20T16:51:07+25:00",
        "2026-11-20X16:51:07",
        "2026-11-20T24:00:00",
        "2026-11-20T16:60:00",
        "2026-11-20T16:51:60",
        "2026-13-20T16:51:07",
        "2026-02-29T16:51:07",
        "2026-11-20T16:51:07 ",
        "٢٠٢٦-11-20T16:51:07",
        "-026-11-20T16:51:07"
      })
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timestamps.micros(text))
        .withMessageContaining("'%s' is no timestamp", text);
  }

  @Test
  void readsWhatItWrites() {
    Instant moment = Instant.parse("2026-11-20T16:51:07.554056Z");
    assertThat(Timestamps.micros(Timestamps.text(moment)))
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, moment));
  }
}
